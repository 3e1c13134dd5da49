"""Documents in, ranked passages and facts out; knows nothing of questions or faces.

The pipeline, composed in ``build``::

    entry    = load_catalog(corpus)           # readers.catalog
    source   = read_source(entry)             # readers: bytes -> SourceText
    document = parse_document(source, entry)  # parse: clauses and facts with spans
    store.put(document, source, digest)       # store: the one truth
    index.change(removed, passages)           # retrieve: both legs, can be rebuilt
    hits     = library.search(query)          # retrieve: ranked passages
"""
