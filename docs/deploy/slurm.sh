#!/bin/sh
# sbatch docs/deploy/slurm.sh /shared/archive /shared/build
# One task a machine, with as many workers as it has cores; the first machine has the scheduler and the command too.
#SBATCH --job-name=communique
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --mem-per-cpu=1G
#SBATCH --time=08:00:00
set -eu
here="tcp://$(hostname -f):8786"
dask scheduler --host "$here" --no-dashboard &
started=$!
srun dask worker "$here" --nworkers "$SLURM_CPUS_PER_TASK" --nthreads 1 --memory-limit 1GB --no-dashboard \
  --death-timeout 60 &
started="$started $!"
trap 'kill $started' EXIT
communique build "$1" --out "$2" --scheduler "$here" --resume
