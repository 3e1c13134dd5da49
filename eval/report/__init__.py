"""What evaluators take away: records, one HTML file, Markdown, and the forms of other tools."""
