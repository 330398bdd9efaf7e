# ruff: noqa: N815  (names of RDF properties are mixedCase)
"""The standard vocabularies, as far as the code names their terms: closed namespaces as in `vocab`.

A test holds them against rdflib's, which list every term.
"""

from __future__ import annotations

from communique.vocab import PREFIXES, Namespace


class DCTERMS(metaclass=Namespace):
    """DCMI Metadata Terms."""

    _NS = PREFIXES["dcterms"]

    date: str
    identifier: str
    isPartOf: str
    isReplacedBy: str
    issued: str
    language: str
    publisher: str
    references: str
    source: str
    spatial: str
    subject: str
    title: str
    type: str


class FOAF(metaclass=Namespace):
    """Friend of a Friend."""

    _NS = PREFIXES["foaf"]

    Person: str
    name: str


class ORG(metaclass=Namespace):
    """The Organization Ontology."""

    _NS = PREFIXES["org"]

    Organization: str
    Post: str
    heldBy: str
    member: str
    organization: str
    postIn: str
    subOrganizationOf: str


class OWL(metaclass=Namespace):
    """OWL 2."""

    _NS = PREFIXES["owl"]

    Class: str
    Ontology: str
    imports: str
    sameAs: str


class PROV(metaclass=Namespace):
    """The Provenance Ontology."""

    _NS = PREFIXES["prov"]

    used: str
    wasDerivedFrom: str
    wasGeneratedBy: str
    wasQuotedFrom: str


class RDF(metaclass=Namespace):
    """RDF itself."""

    _NS = PREFIXES["rdf"]

    first: str
    langString: str
    nil: str
    object: str
    predicate: str
    rest: str
    subject: str
    type: str


class RDFS(metaclass=Namespace):
    """RDF Schema."""

    _NS = PREFIXES["rdfs"]

    Class: str
    comment: str
    isDefinedBy: str
    label: str
    subClassOf: str


class SH(metaclass=Namespace):
    """The Shapes Constraint Language."""

    _NS = PREFIXES["sh"]

    BlankNode: str
    BlankNodeOrIRI: str
    BlankNodeOrLiteral: str
    IRI: str
    IRIOrLiteral: str
    Info: str
    Literal: str
    NodeShape: str
    PropertyShape: str
    SPARQLConstraintComponent: str
    ValidationReport: str
    ValidationResult: str
    Violation: str
    Warning: str
    alternativePath: str
    class_: str
    not_: str
    or_: str
    conforms: str
    datatype: str
    description: str
    disjoint: str
    equals: str
    focusNode: str
    group: str
    hasValue: str
    inversePath: str
    lessThan: str
    lessThanOrEquals: str
    maxCount: str
    maxExclusive: str
    maxInclusive: str
    message: str
    minCount: str
    minExclusive: str
    minInclusive: str
    minLength: str
    name: str
    node: str
    nodeKind: str
    order: str
    path: str
    pattern: str
    property: str
    qualifiedMaxCount: str
    qualifiedMinCount: str
    qualifiedValueShape: str
    result: str
    resultMessage: str
    resultPath: str
    resultSeverity: str
    severity: str
    sourceConstraintComponent: str
    sourceShape: str
    target: str
    targetClass: str
    targetNode: str
    targetObjectsOf: str
    targetSubjectsOf: str
    uniqueLang: str
    value: str


class SKOS(metaclass=Namespace):
    """The Simple Knowledge Organization System."""

    _NS = PREFIXES["skos"]

    Concept: str
    altLabel: str
    broader: str
    closeMatch: str
    exactMatch: str
    inScheme: str
    prefLabel: str


class XSD(metaclass=Namespace):
    """The datatypes of XML Schema."""

    _NS = PREFIXES["xsd"]

    anyURI: str
    boolean: str
    date: str
    dateTime: str
    decimal: str
    double: str
    gMonthDay: str
    gYear: str
    gYearMonth: str
    hexBinary: str
    integer: str
    language: str
    nonNegativeInteger: str
    positiveInteger: str
    string: str
