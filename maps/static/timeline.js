// Step through years or reports.
