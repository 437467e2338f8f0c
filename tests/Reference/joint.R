# Numbers in tests/Analytics.Tests/Compute/GroupContrastsTests.cs: two organisations raked as one, the share of the first as a domain.
#   Rscript tests/Reference/joint.R
suppressMessages(library(survey))
g <- c(rep("w", 45), rep("m", 15), rep("w", 30), rep("m", 35))
org <- c(rep(1, 60), rep(2, 65))
b <- c(rep(c(1, 0), c(20, 25)), rep(c(1, 0), c(9, 6)), rep(c(1, 0), c(6, 24)), rep(c(1, 0), c(21, 14)))
x <- data.frame(g, org, b, w = 200 / 125)
d <- rake(svydesign(~1, weights = ~w, data = x), list(~g), list(data.frame(g = c("m", "w"), Freq = c(110, 90))), control = list(epsilon = 1e-11, maxit = 500))
s <- subset(d, org == 1)
m <- svymean(~b, s)
print(c(coef(m), SE(m), degf(s)), digits = 12)
# Korn-Graubard, n* held to n, and with fpc: the error times sqrt((200 - 125)/200)
kg <- function(p, se, n) { ns <- min(n, p * (1 - p) / se^2); c(qbeta(.025, ns * p, ns * (1 - p) + 1), qbeta(.975, ns * p + 1, ns * (1 - p))) }
print(kg(coef(m), SE(m), 60), digits = 12); print(kg(coef(m), SE(m) * sqrt(75/200), 60), digits = 12)
