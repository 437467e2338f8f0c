# Expected figures of the method-validation test beside validation.R's: an anonymous wave, a device margin that is dropped, bounds rounded outward to
# whole persons, quantiles with the finite-population correction, weighted drivers, design effects, variance inflation, Theil's L and
# distributions. Run in this folder after validation_data.R: Rscript validation_edges.R. Writes validation-edges.csv as validation.R writes its own.
source("validation_functions.R")
w1 <- wave("2284", "2021-02", "2021-02-01"); w2 <- wave("2284", "2022-04", "2022-04-01"); a <- wave("2505", "2022-05", "2022-05-01", linked = FALSE)
D1 <- designs(w1); D2 <- designs(w2); A <- designs(a); stopifnot(sum(a$b$device == "inget") < 20, "device" %in% names(a$reg))
weighings <- function(w, D) c(list(none = rep(1, w$n)), lapply(D[c("poststratified", "raked")], function(d) weights(d[[1]])))

# ---- bounds that are shown: Wilson with the correction, outward to multiples of 1/N --------------------------------------------------------
outward <- function(measure, item, y, dom) {
  v <- y[dom & !is.na(y)]; n <- length(v); N <- ctx$N; p <- mean(v); i <- if (n == N) c(p, p) else wilson(p, n * (N - 1) / (N - n))
  put(measure, "share", p, "wilson_fpc_outward", item, lo = max(0, floor(i[1] * N + 1e-9)) / N, hi = min(N, ceiling(i[2] * N - 1e-9)) / N, n = n)
}
# ---- Woodruff with the correction: the share's interval has it, and is read back through the same quantile function ------------------------
corrected <- function(y, dom, D) for (z in c(.1, .5, .9)) {
  k <- dom & !is.na(y); v <- y[k]; n <- length(v); e <- paste0("p", 100 * z); if (n < 10) next
  x <- quantile(v, z, type = 1)[[1]]; se <- sd(v <= x) / sqrt(n) * sqrt(1 - n / ctx$N); b <- mean(v <= x) + c(-1, 1) * qt(.975, n - 1) * se; put("F3", e, x, "woodruff_fpc", "index", df = n - 1, lo = def(v, rep(1, n), b[1]), hi = def(v, rep(1, n), b[2]), n = n)
  for (m in names(D)[sapply(D, length) > 1 & names(D) != "design"]) {
    p <- split(m); w <- weights(D[[m]][[1]])[k]; x <- def(v, w, z); s <- at(D[[m]][[2]], as.numeric(y <= x), dom); df <- degf(s); h <- svymean(~.y, s); b <- coef(h)[[1]] + c(-1, 1) * qt(.975, df) * SE(h)[[1]]
    put("F3", paste0(e, p$s), x, "woodruff_fpc", "index", w = p$w, df = df, lo = def(v, w, b[1]), hi = def(v, w, b[2]), n = n)
  }
}
# ---- design effects of the mean index ------------------------------------------------------------------------------------------------------
effects <- function(w, D, dom) for (m in setdiff(names(D), c("none_domain", "none_cluster"))) {
  q <- split(m); s <- at(D[[m]][[1]], w$b$index, dom); if (degf(s) < 1) next
  for (how in c("deff", "deff_replace")) put("WEIGHTING", paste0(how, q$s), deff(svymean(~.y, s, deff = if (how == "deff") TRUE else "replace"))[[1]], item = "index", w = q$w)
}
# ---- distributions -------------------------------------------------------------------------------------------------------------------------
distribution <- function(w, D, item, dom) {
  y <- w$y[, item]; q <- w$Q[, item]; k <- dom & !is.na(y); bin <- ifelse(y < floor, "floor", ifelse(!is.na(q) & y < q, "between", "required")); if (!any(k)) return()
  for (m in names(weighings(w, D))) { ww <- weighings(w, D)[[m]][k]; for (l in 0:8) put("DIST", "share", weighted.mean(y[k] == l, ww), item = item, part = l, w = m, n = sum(k)); for (b in c("floor", "between", "required")) put("DIST", "share", weighted.mean(bin[k] == b, ww), item = item, part = b, w = m, n = sum(k)) }
}
# ---- drivers: standardised over role x age by the register, weighted shares in each cell ----------------------------------------------------
drivers <- function(w, D, ways) {
  b <- w$b; cellOf <- function(d) paste(d$role, d$age); Nh <- table(cellOf(w$reg))
  for (m in ways) { ww <- if (m == "none") rep(1, w$n) else weights(D[[m]][[1]])
    for (v in c("gender", "form", "device", "operation")) { cnt <- table(factor(b[[v]], sort(unique(w$reg[[v]])))); ref <- names(cnt)[which.max(cnt)]
      for (x in setdiff(names(cnt), ref)) for (against in c("", "_rest")) {
        d <- b[!is.na(b$F1), ]; d$w <- ww[!is.na(b$F1)]; d$g <- if (against == "") ifelse(d[[v]] == x, 1, ifelse(d[[v]] == ref, 0, NA)) else as.numeric(d[[v]] == x); d <- d[!is.na(d$g), ]; d$h <- cellOf(d)
        tb <- table(factor(d$h, names(Nh)), d$g); if (min(colSums(tb)) < 20) next
        hs <- names(Nh)[tb[, "1"] >= 2 & tb[, "0"] >= 2]; W <- Nh[hs] / sum(Nh[hs])
        one <- function(h, g) { k <- d$h == h & d$g == g; y <- d$F1[k]; u <- d$w[k] / sum(d$w[k]); p <- sum(u * y); n <- sum(k); c(p, n / (n - 1) * sum((u * (y - p))^2), n) }
        r1 <- sapply(hs, one, 1); r0 <- sapply(hs, one, 0); e <- sum(W * (r1[1, ] - r0[1, ])); se <- sqrt(sum(W^2 * (r1[2, ] + r0[2, ]))); df <- sum(r1[3, ] + r0[3, ]) - 2 * length(hs)
        if (se > 0) put("DRIVER", paste0("risk_difference", against), e, "t", item = x, part = v, w = m, se = se, df = df, lo = e - qt(.975, df) * se, hi = e + qt(.975, df) * se, p = 2 * pt(-abs(e / se), df))
        put("DRIVER", paste0("standardised_share", against), sum(W * r1[1, ]), item = x, part = v, w = m); put("DRIVER", paste0("coverage", against), sum(Nh[hs]) / sum(Nh), item = x, part = v, w = m) } } }
}
# the joint model where enough are below; the generalised inflation of Fox and Monette, as car::vif computes it, to the power 1/df
inflation <- function(w) {
  b <- w$b; vars <- Filter(function(v) length(unique(b[[v]])) > 1, c("role", "gender", "age", "form", "device")); d <- b[!is.na(b$F1), ]; for (v in vars) { cnt <- table(factor(b[[v]], sort(unique(w$reg[[v]])))); d[[v]] <- relevel(factor(d[[v]]), names(cnt)[which.max(cnt)]) }
  k <- sum(sapply(vars, function(v) length(unique(b[[v]])) - 1)); if (min(sum(d$F1), sum(1 - d$F1)) < 10 * k) { put("DRIVER", "logistic_refused", k); return() }
  m <- glm(reformulate(vars, "F1"), binomial, d, control = glm.control(epsilon = 1e-15, maxit = 100)); R <- cov2cor(vcov(m)[-1, -1]); of <- attr(model.matrix(m), "assign")[-1]
  z <- summary(m)$coefficients; q <- qnorm(.975)
  for (v in vars) for (x in levels(d[[v]])[-1]) { r <- z[paste0(v, x), ]; put("DRIVER", "odds_ratio", exp(r[1]), "wald", item = x, part = v, se = r[2], lo = exp(r[1] - q * r[2]), hi = exp(r[1] + q * r[2]), p = r[4], stat = r[1]) }
  for (j in seq_along(vars)) { o <- of == j; put("DRIVER", "vif", (det(R[o, o, drop = FALSE]) * det(R[!o, !o, drop = FALSE]) / det(R))^(1 / sum(o)), part = vars[j]) }
}
# ---- hours without zeros: Theil's L, whole and decomposed -----------------------------------------------------------------------------------
theil_l <- function(x) mean(log(mean(x) / x))
hours <- function(w, file) {
  t <- read(file); h <- as.numeric(sub(",", ".", t$timmar))[match(w$reg$id, t$anstnr)]; stopifnot(all(h > 0))
  for (g in groups(w)) { set(w, g); x <- h[g$sel(w$reg)]; put("R5", "gini", gini(x)); put("R5", "theil_t", theil(x)); put("R5", "theil_l", theil_l(x)) }
  set(w, groups(w)[[1]])
  for (v in c("operation", "department")) { n <- table(w$reg[[v]]); l <- tapply(h, w$reg[[v]], theil_l); m <- tapply(h, w$reg[[v]], mean)
    put("R5", "theil_l_within", sum(n / sum(n) * l), part = v); put("R5", "theil_l_between", sum(n / sum(n) * log(mean(h) / m)), part = v); put("R5", "theil_l_total", theil_l(h), part = v) }
}
# ---- who answered, by cell alone: in each cell as many of the register's persons as answers ---------------------------------------------------
representativity <- function(w) for (m in list(list("with_device", c("role", "gender", "age", "form", "device")), list("without_device", c("role", "gender", "age", "form")), list("operation", "operation"))) {
  R <- w$reg; cell <- function(d) do.call(paste, d[m[[2]]]); n <- table(cell(w$b)); place <- ave(seq_len(nrow(R)), cell(R), FUN = seq_along); R$a <- place <= ifelse(is.na(n[cell(R)]), 0, n[cell(R)]); stopifnot(sum(R$a) == w$n)
  rho <- fitted(glm(reformulate(Filter(function(v) length(unique(R[[v]])) > 1, m[[2]]), "a"), binomial, R, control = glm.control(epsilon = 1e-15, maxit = 100))); set(w, groups(w)[[1]])
  put("V3", "r_indicator", 1 - 2 * sd(rho), part = m[[1]]); put("V3", "s_rho", sd(rho), part = m[[1]]); put("V3", "cv_rho", sd(rho) / mean(rho), part = m[[1]])
  for (v in m[[2]]) { k <- table(R[[v]]); mm <- tapply(rho, R[[v]], mean); ctx$breakdown <<- v; ctx$category <<- ""; put("V3", "partial", sqrt(sum(k / nrow(R) * (mm - mean(rho))^2)), part = m[[1]])
    for (x in names(k)) { ctx$category <<- x; put("V3", "mean_propensity", mm[[x]], part = m[[1]], N = k[[x]]) } }
}

few <- function(w) Filter(function(g) g$scope == "organisation" && g$breakdown == "" || g$code %in% c("10", "1001") && g$breakdown == "" || g$category %in% c("ADM", "Skola"), groups(w))
for (x in list(list(w1, D1), list(w2, D2), list(a, A))) { w <- x[[1]]; D <- x[[2]]; b <- w$b
  for (g in few(w)) { set(w, g); dom <- g$sel(b)
    outward("F1", "", b$F1, dom); outward("F1I", "index", as.numeric(b$index < floor), dom); corrected(b$index, dom, D); effects(w, D, dom)
    if (g$items) for (i in c("1.1", "3.4")) { outward("F1C", i, as.numeric(w$y[, i] < floor), dom); distribution(w, D, i, dom) } }
  set(w, groups(w)[[1]]); drivers(w, D, c("raked", "poststratified", if (w$org == "2505") "none")); inflation(w) }
# everything else of the anonymous wave
for (g in groups(a)) { set(a, g); b <- a$b; dom <- g$sel(b); N <- ctx$N
  put("N", "count", N); put("V2", "share", sum(dom) / N); put("A1", "share", mean(a$reg$access[g$sel(a$reg)])); means("LEVEL", "index", "mean", b$index, dom, A); totals("LEVEL", "index", b$index, dom, A)
  shares("F1", "", b$F1, dom, A); means("F2", "", "f2", b$depth, dom, A); quantiles(b$index, dom, A); k <- sum(!is.na(b$F1[dom])); x <- sum(b$F1[dom], na.rm = TRUE)
  put("F1", "all_silent_none_below", x / N); put("F1", "all_silent_all_below", (x + N - k) / N)
  for (m in c("poststratified", "raked")) { ww <- weights(A[[m]][[1]])[dom]; put("WEIGHTING", "n_eff", sum(ww)^2 / sum(ww^2), w = m) }
  for (i in c("1.1", "3.4")) { means("LEVEL", i, "mean", a$y[, i], dom, A); means("GAP", i, "mean", a$Q[, i] - a$y[, i], dom, A) } }
set(a, groups(a)[[1]]); for (s in c("smallest", "largest")) put("WEIGHTING", paste0(s, "_weight"), (if (s == "smallest") min else max)(weights(A$raked[[1]])), w = "raked")
representativity(a); hours(a, "utbildning-2505.csv")
writeLines(out, "validation-edges.csv"); cat(length(out) - 1, "rows\n", R.version.string, "\n")
