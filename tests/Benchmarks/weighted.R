# The same table with R's survey: raked means and standard errors of 21 items by unit.
# Prints milliseconds of raking and table, the sum of all means, the sum of all standard errors, and versions.
suppressMessages(library(survey))
options(digits = 17)
arguments <- commandArgs(trailingOnly = TRUE)
x <- read.csv(arguments[1], na.strings = "")
p <- read.csv(arguments[2])
items <- grep("^i", names(x), value = TRUE)
margins <- lapply(c("role", "gender", "age", "device"), function(v) {
  t <- as.data.frame(table(p[[v]])); names(t) <- c(v, "Freq"); t[[v]] <- as.integer(as.character(t[[v]])); t
})
x$w <- nrow(p) / nrow(x)
begun <- proc.time()[["elapsed"]]
d <- rake(svydesign(~1, weights = ~w, data = x), list(~role, ~gender, ~age, ~device), margins,
          control = list(epsilon = 1e-10 * nrow(p), maxit = 1000, verbose = FALSE))
means <- 0
errors <- 0
for (i in items) {
  t <- svyby(as.formula(paste0("~", i)), ~unit, d, svymean, na.rm = TRUE)
  means <- means + sum(t[[i]])
  errors <- errors + sum(t[["se"]])
}
taken <- (proc.time()[["elapsed"]] - begun) * 1000
cat(taken, format(means, digits = 15), format(errors, digits = 15), paste0(R.version$major, ".", R.version$minor), as.character(packageVersion("survey")), "\n")
