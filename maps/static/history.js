// What the reports say of one place over the years.
