"""What the page shows, as pure functions: records in, escaped HTML, Markdown or CSV out."""
