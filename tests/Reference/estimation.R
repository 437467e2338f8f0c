# Reference figures for the estimation part of src/Analytics/Compute: calibrated weights and their errors, designs, shares, quantiles,
# change, difference-in-differences, representativeness. Run in this folder: Rscript estimation.R
# Needs survey, sandwich and clubSandwich. Writes estimation-persons.csv (synthetic, describes nobody) and estimation.csv.
suppressMessages({ library(survey); library(sandwich); library(clubSandwich) })
options(digits = 17, scipen = 0)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", ifelse(is.infinite(x), ifelse(x > 0, "Infinity", "-Infinity"), sprintf("%.17g", x)))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))
est <- function(s, d) c(coef(s)[1], SE(s)[1], degf(d), confint(s, df = degf(d))[1, ])

# ---- a register of 1,500 persons in two organisations, two waves of answers -----------------------------------------------------
set.seed(20251105, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
N <- 1500
unit <- sample(0:29, N, TRUE, prob = 1 / (4 + 0:29)); org <- ifelse(unit %% 3 == 0, 1L, 0L); op <- unit %% 5
role <- sample(0:3, N, TRUE, c(5, 3, 2, 1)); gender <- sample(0:2, N, TRUE, c(70, 27, 3)); age <- sample(0:3, N, TRUE, c(2, 3, 3, 2))
device <- ifelse(runif(N) < 0.06, 2L, ifelse(runif(N) < ifelse(role == 0, 0.25, 0.08), 1L, 0L))   # 0 yes, 1 no, 2 unknown
theta <- rnorm(N, 3.4 + 0.5 * role - 0.2 * age - 0.7 * (device == 1) + 0.12 * sin(unit), 1.2)
exposed <- as.integer(runif(N) < plogis(0.8 - 0.4 * theta + 0.5 * sin(3 * unit)))
answer <- function(shift) as.integer(runif(N) < plogis(0.2 + 0.3 * role / 3 - 0.9 * (device == 1) + 0.25 * (age - 1.5) + 0.3 * cos(unit) + shift))
r1 <- answer(0); r2 <- answer(0.15)
level <- function(mu) pmin(8, pmax(0, round(mu + rnorm(N, 0, 0.8))))
y1 <- level(theta); y2 <- level(theta + 0.15 + 0.4 * exposed)
x1 <- round(theta + rnorm(N, 0, 0.4), 2); x2 <- round(theta + 0.15 + 0.4 * exposed + rnorm(N, 0, 0.4), 2)
y1[runif(N) < 0.06] <- NA; y2[runif(N) < 0.06] <- NA; x1[runif(N) < 0.04] <- NA; x2[runif(N) < 0.04] <- NA
y1[!r1] <- NA; x1[!r1] <- NA; y2[!r2] <- NA; x2[!r2] <- NA
p <- data.frame(person = 0:(N - 1), org, unit, op, role, gender, age, device, exposed, r1, r2, y1, y2, x1, x2)
q <- p; q[is.na(q)] <- "NaN"
write.table(q, "estimation-persons.csv", sep = ";", row.names = FALSE, quote = FALSE, eol = "\n")
p$b1 <- as.numeric(p$y1 < 3); p$b2 <- as.numeric(p$y2 < 3)
for (v in c("org", "op", "role", "gender", "age", "device")) p[[v]] <- factor(p[[v]])
totals <- function(f, d) colSums(model.matrix(f, d))
margins <- ~role + gender + age + device
rakeTo <- function(d, f, pop, ...) calibrate(d, f, pop, calfun = "raking", epsilon = 1e-13, maxit = 500, ...)

# ---- one wave: design, post-stratified and raked weights -------------------------------------------------------------------------
# (Missing values become 0 outside the domain: a calibrated subset keeps its rows at weight 0, and 0 times NA is NA.)
fill <- function(d, v) { d[[paste0("has", v)]] <- !is.na(d[[v]]); d[[v]] <- ifelse(is.na(d[[v]]), 0, d[[v]]); d }
a <- fill(fill(fill(subset(p, r1 == 1), "y1"), "x1"), "b1"); n <- nrow(a); a$d <- N / n
plain <- svydesign(id = ~1, weights = ~d, data = a)
clus <- svydesign(id = ~unit, weights = ~d, data = a)
strat <- svydesign(id = ~unit, strata = ~org, weights = ~d, data = a)
a$cell <- as.integer(a$role) * 10 + as.integer(a$gender); p$cell <- as.integer(p$role) * 10 + as.integer(p$gender)
post <- function(d) postStratify(update(d, cell = a$cell), ~cell, data.frame(cell = sort(unique(p$cell)), Freq = as.vector(table(p$cell))))
designs <- list(plain = plain, clus = clus, strat = strat, post = post(plain), postclus = post(clus), poststrat = post(strat),
  rake = rakeTo(plain, margins, totals(margins, p)), rakeclus = rakeTo(clus, margins, totals(margins, p)),
  rakestrat = rakeTo(strat, margins, totals(margins, p)),
  org = rakeTo(plain, ~org * (role + gender + age + device), totals(~org * (role + gender + age + device), p)))
# Uneven design weights: the residuals are those of a regression with design weights, not with raked or with equal ones (R's rake: equal).
a$d2 <- a$d * (0.6 + 0.3 * (as.integer(a$age) - 1)) * ifelse(a$unit %% 2 == 0, 1.2, 0.9); uneven <- svydesign(id = ~1, weights = ~d2, data = a)
designs$uneven <- rakeTo(uneven, margins, totals(margins, p)); put("uneven start", a$d2); put("uneven weights", weights(designs$uneven))
designs$unevenclus <- rakeTo(svydesign(id = ~unit, weights = ~d2, data = a), margins, totals(margins, p))
put("post weights", weights(designs$post)); put("rake weights", weights(designs$rake)); put("org weights", weights(designs$org))
# R's rake itself: the same weights, and errors that its ten rounds of projection approximate
mt <- function(v) setNames(data.frame(levels(p[[v]]), as.vector(table(p[[v]]))), c(v, "Freq"))
rk <- rake(plain, list(~role, ~gender, ~age, ~device), lapply(c("role", "gender", "age", "device"), mt), control = list(maxit = 500, epsilon = 1e-13))
stopifnot(max(abs(weights(rk) / weights(designs$rake) - 1)) < 1e-9)
s <- subset(rk, hasy1); put("R's rake mean", est(svymean(~y1, s), s)); s <- subset(rk, hasy1 & role == 2); put("R's rake mean role 2", est(svymean(~y1, s), s))
for (name in names(designs)) {
  d <- designs[[name]]
  s <- subset(d, hasy1); put(paste(name, "mean"), est(svymean(~y1, s), s)); put(paste(name, "total"), est(svytotal(~y1, s), s))
  s <- subset(d, hasb1); put(paste(name, "count"), est(svytotal(~b1, s), s))
  s <- subset(d, hasy1 & hasx1); r <- svyratio(~y1, ~x1, s); put(paste(name, "ratio"), coef(r), SE(r), degf(s), confint(r, df = degf(s)))
  for (g in levels(p$role)) { s <- subset(d, hasy1 & role == g); put(paste(name, "mean role", g), est(svymean(~y1, s), s)) }
  for (u in c(0, 7, 29)) { s <- subset(d, hasy1 & unit == u); put(paste(name, "mean unit", u), coef(svymean(~y1, s)), SE(svymean(~y1, s)), degf(s)) }
  for (g in c("all", levels(p$role))) {
    s <- subset(d, hasb1 & (g == "all" | role == g)); k <- if (is.null(d$postStrata)) nrow(s) else sum(weights(s) > 0)
    m <- svymean(~b1, s); pr <- coef(m)[[1]]; v <- vcov(m)[1]
    ne <- pr * (1 - pr) / v * (qt(.025, k - 1) / qt(.025, degf(s)))^2; nc <- min(ne, k)   # nrow(design) counts what a calibrated subset leaves out
    if (is.null(d$postStrata)) stopifnot(all.equal(as.vector(attr(svyciprop(~b1, s, method = "beta"), "ci")), c(qbeta(.025, ne * pr, ne * (1 - pr) + 1), qbeta(.975, ne * pr + 1, ne * (1 - pr)))))
    put(paste(name, "share", g), pr, nc, qbeta(.025, nc * pr, nc * (1 - pr) + 1), qbeta(.975, nc * pr + 1, nc * (1 - pr)), attr(svyciprop(~b1, s, method = "logit"), "ci"))
  }
  for (g in c("all", levels(p$role))) for (z in c(.1, .25, .5, .9)) {
    s <- subset(d, hasx1 & (g == "all" | role == g)); t <- svyquantile(~x1, s, z, qrule = "math", interval.type = "mean")
    put(paste(name, "quantile", g, z), t$x1[c(1, 2, 3)], SE(t), degf(s))
  }
  for (g in levels(p$op)) {
    s <- subset(d, hasy1); s <- update(s, ing = as.numeric(op == g)); m <- svyglm(y1 ~ ing, s)
    put(paste(name, "rest", g), coef(m)[2], SE(m)[2], degf(s), 2 * pt(-abs(coef(m)[2] / SE(m)[2]), degf(s)), confint(m, ddf = degf(s))[2, ])
  }
  for (g in c("0", "3")) {                                                            # share below in a role over that of the rest
    d2 <- update(d, o1 = as.numeric(hasb1 & role == g), o2 = as.numeric(hasb1 & role != g)); d2 <- update(d2, v1 = b1 * o1, v2 = b1 * o2)
    r <- svyratio(~v1 + v2, ~o1 + o2, d2, covmat = TRUE); p1 <- coef(r)[[1]]; p2 <- coef(r)[[4]]; V <- r$vcov
    se <- sqrt(V[1, 1] / p1^2 + V[4, 4] / p2^2 - 2 * V[1, 4] / (p1 * p2)); df <- degf(subset(d, hasb1)); l <- log(p1 / p2)
    put(paste(name, "ratio to rest", g), p1 / p2, se, df, 2 * pt(-abs(l / se), df), exp(l + c(-1, 1) * qt(.975, df) * se))
  }
  put(paste(name, "kish"), sum(weights(d))^2 / sum(weights(d)^2))
}
for (v in c("role", "gender", "age", "device")) {
  f <- reformulate(setdiff(c("role", "gender", "age", "device"), v)); d <- rakeTo(plain, f, totals(f, p)); put(paste("without", v), coef(svymean(~y1, subset(d, hasy1))))
}
for (b in list(c(0.75, 1.6), c(0, 1.4), c(0.6, 1.8))) {
  d <- rakeTo(plain, margins, totals(margins, p), bounds = b); put(paste("bounded", b[1], b[2]), weights(d)); s <- subset(d, hasy1); put(paste("bounded mean", b[1], b[2]), est(svymean(~y1, s), s))
}

# ---- survey's own data: S2, S5, S6, S7, S8, S9 -----------------------------------------------------------------------------------
data(api)
d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc); put("S2", est(svytotal(~enroll, d), d))
d1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
put("S5", est(svymean(~api00, d1), d1), deff(svymean(~api00, d1, deff = TRUE)), deff(svymean(~api00, d1, deff = "replace")))
ps <- postStratify(d1, ~stype, data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)))
put("S6 mean", est(svymean(~api00, ps), ps)); put("S6 total", est(svytotal(~enroll, ps), ps))
rk <- rake(d1, list(~stype, ~sch.wide), list(data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)), data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))), control = list(maxit = 500, epsilon = 1e-11))
put("S7 mean", est(svymean(~api00, rk), rk)); put("S7 total", est(svytotal(~enroll, rk), rk))
cl <- calibrate(d1, ~stype + sch.wide, c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122), calfun = "raking", epsilon = 1e-13, maxit = 500)
put("S7 calibrate mean", est(svymean(~api00, cl), cl)); put("S7 calibrate total", est(svytotal(~enroll, cl), cl))
apiclus1$ell0 <- as.numeric(apiclus1$ell == 0); d1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
b <- svyciprop(~ell0, d1, method = "beta"); l <- svyciprop(~ell0, d1, method = "logit")
put("S9", coef(b), SE(b), degf(d1), attr(b, "ci"), attr(l, "ci")); put("S9 ell0", apiclus1$ell0); put("strat enroll", apistrat$enroll)

# ---- change between waves: stacked, each person one PSU ----------------------------------------------------------------------------
long <- function(d) { d1 <- d; d1$w <- 1; d1$y <- d$y1; d1$x <- d$x1; d1$r <- d$r1; d2 <- d; d2$w <- 2; d2$y <- d$y2; d2$x <- d$x2; d2$r <- d$r2; rbind(d1, d2) }
both <- long(p); both$w <- factor(both$w); s <- subset(both, r == 1); s$d <- N / as.vector(table(s$w))[as.integer(s$w)]
stack <- svydesign(id = ~person, weights = ~d, data = s); f <- ~w * (role + gender + age + device)
for (name in c("plain", "rake")) for (v in c("y", "b", "x")) for (g in c("all", "0", "2")) {
  d <- if (name == "plain") stack else rakeTo(stack, f, totals(f, both))
  val <- if (v == "y") s$y else if (v == "b") as.numeric(s$y < 3) else s$x; dom <- !is.na(val) & (g == "all" | s$role == g)
  d <- update(d, o1 = as.numeric(dom & s$w == 1), o2 = as.numeric(dom & s$w == 2), v1 = ifelse(dom & s$w == 1, val, 0), v2 = ifelse(dom & s$w == 2, val, 0))
  r <- svyratio(~v1 + v2, ~o1 + o2, d, covmat = TRUE); k <- c(1, 4)                  # v1/o1 and v2/o2 of the four ratios
  diff <- coef(r)[k[2]] - coef(r)[k[1]]; V <- r$vcov; se <- sqrt(V[k[1], k[1]] + V[k[2], k[2]] - 2 * V[k[1], k[2]]); df <- length(unique(s$person[dom])) - 1
  m <- svyglm(val ~ w, subset(update(d, val = val), dom)); stopifnot(abs(coef(m)[2] / diff - 1) < 1e-9, abs(SE(m)[2] / se - 1) < 1e-8)
  if (name == "plain") {  # svyby itself; on calibrated designs 4.1-1 stops with an error
    k <- svyby(~val, ~w, subset(update(d, val = ifelse(is.na(val), 0, val)), dom), svymean, covmat = TRUE); h <- svycontrast(k, c(-1, 1))
    stopifnot(abs(coef(h) / diff - 1) < 1e-9, abs(SE(h) / se - 1) < 1e-9)
  }
  put(paste("change", name, v, g), diff, se, df, 2 * pt(-abs(diff / se), df), diff + c(-1, 1) * qt(.975, df) * se)
}
for (name in c("plain", "rake")) for (z in c(.1, .5)) {                               # quantiles: the density that Woodruff's error implies
  d <- if (name == "plain") stack else rakeTo(stack, f, totals(f, both)); u <- rep(0, nrow(s)); qs <- c()
  for (w in 1:2) {
    a1 <- subset(p, p[[paste0("r", w)]] == 1); a1$d <- N / nrow(a1); a1$x <- a1[[paste0("x", w)]]; a1 <- fill(a1, "x")
    own <- svydesign(id = ~1, weights = ~d, data = a1); if (name == "rake") own <- rakeTo(own, margins, totals(margins, p))
    own <- subset(own, hasx); t <- svyquantile(~x, own, z, qrule = "math", interval.type = "mean"); qs[w] <- t$x[1]
    i <- svymean(~I(as.numeric(x <= qs[w])), own); here <- s$w == w & !is.na(s$x); dens <- SE(i)[1] / SE(t)
    u[here] <- (if (w == 1) 1 else -1) * ((s$x[here] <= qs[w]) - coef(i)) / sum(weights(d)[here]) / dens
  }
  put(paste("change quantile", name, z), qs[2] - qs[1], SE(svytotal(~u, update(d, u = u))), length(unique(s$person[!is.na(s$x)])) - 1)
}

# ---- difference-in-differences: persons in both waves --------------------------------------------------------------------------------
panel <- subset(p, r1 == 1 & r2 == 1)
did <- function(name, d) {
  l <- rbind(data.frame(y = d$y1, t = d$exposed, post = 0, u = d$unit), data.frame(y = d$y2, t = d$exposed, post = 1, u = d$unit)); l <- l[!is.na(l$y), ]
  m <- lm(y ~ t * post, l); v <- vcovCL(m, l$u, type = "HC1"); G <- length(unique(l$u)); c2 <- coef_test(m, "CR2", cluster = l$u, test = "Satterthwaite")[4, ]
  means <- tapply(l$y, list(l$t, l$post), mean)
  put(paste("did", name), nrow(l), G, means[2, 2] - means[2, 1], means[1, 2] - means[1, 1], coef(m)[4], summary(m)$coefficients[4, 2:4], sqrt(v[4, 4]), 2 * pt(-abs(coef(m)[4] / sqrt(v[4, 4])), G - 1), c2$SE, c2$df_Satt, c2$p_Satt)
}
did("all", panel); did("12", subset(panel, unit < 12)); did("9", subset(panel, unit < 9)); did("5", subset(panel, unit < 5))
# a column that lives in one cluster alone: the adjustment's eigenvalue is 0
l <- subset(panel, unit < 9 & !is.na(y1)); l$own <- as.numeric(l$unit == 4); m <- lm(y1 ~ own + exposed + x1, subset(l, !is.na(x1))); u <- l$unit[!is.na(l$x1)]
v <- vcovCL(m, u, type = "HC1"); t <- coef_test(m, "CR2", cluster = u, test = "Satterthwaite")
put("ols coef", coef(m)); put("ols se", summary(m)$coefficients[, 2]); put("ols cr1", sqrt(diag(v))); put("ols cr2", t$SE); put("ols df", t$df_Satt)

# ---- representativeness ----------------------------------------------------------------------------------------------------------------
rind <- function(name, f, vars, d) {
  g <- glm(f, binomial, d, control = glm.control(epsilon = 1e-15, maxit = 100)); rho <- fitted(g); put(paste("R", name), 1 - 2 * sd(rho), sd(rho), sd(rho) / mean(rho))
  for (v in vars) { k <- table(d[[v]]); m <- tapply(rho, d[[v]], mean); put(paste("R", name, v), sqrt(sum(k / nrow(d) * (m - mean(rho))^2)), sqrt(k / nrow(d)) * (m - mean(rho))) }
}
rind("all", r1 ~ role + gender + age + org + device, c("role", "gender", "age", "org", "device"), p)
rind("nodevice", r1 ~ role + gender + age + org, c("role", "gender", "age", "org"), p)
rind("operation", r1 ~ op, "op", p)
g <- glm(r1 ~ role + gender + age + device, binomial, p, control = glm.control(epsilon = 1e-15, maxit = 100)); put("glm coef", coef(g)); put("glm fitted", fitted(g)[c(1, 500, 1500)])

writeLines(out, "estimation.csv")
cat(R.version.string, paste(sapply(c("survey", "sandwich", "clubSandwich"), function(x) paste(x, packageVersion(x))), collapse = ", "), "\n")
