#!/bin/sh
# sbatch docs/deploy/slurm.sh /shared/archive /shared/build
# One task a machine, with as many workers as it has cores; the first machine has the scheduler and the command too.
#SBATCH --job-name=communique
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --mem-per-cpu=1G
#SBATCH --time=08:00:00
#SBATCH --no-kill
set -eu
# Two jobs may be on one machine: each has a port of its own.
port=$((20000 + SLURM_JOB_ID % 10000))
here="tcp://$(hostname -f):$port"
# Where no worker is left for this long, the build ends instead of waiting for the end of --time.
export DASK_DISTRIBUTED__SCHEDULER__NO_WORKERS_TIMEOUT=300s
# No --host: by its own name a machine often knows itself at 127.0.1.1 alone, where no other one reaches it.
dask scheduler --port "$port" --no-dashboard &
started=$!
# A machine or a task that is lost ends no other, whatever the cluster's KillOnBadExit and WaitTime are.
srun --no-kill --kill-on-bad-exit=0 --wait=0 \
  dask worker "$here" --nworkers "$SLURM_CPUS_PER_TASK" --nthreads 1 --memory-limit 1GB --no-dashboard \
  --death-timeout 60 &
started="$started $!"
# What has ended by itself is no fault of the build.
trap 'kill $started 2>/dev/null || true' EXIT
communique build "$1" --out "$2" --scheduler "$here" --resume
