"""What is measured: ranking, answers, citations, refusals, lists; how sure a figure is."""
