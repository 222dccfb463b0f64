"""What is fast, measured side by side: `make bench` prints the table and writes docs/performance.md."""
