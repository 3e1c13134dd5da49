"""English questions over Chinese plans: asked in Chinese, told in English, names and quotes kept."""
