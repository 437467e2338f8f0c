# What validation.R and validation_edges.R share: reading the delivered files of validation/, designs, and a function for each family. Sourced by them.
suppressMessages({ library(survey); library(psych); library(lavaan); library(sandwich); library(clubSandwich); library(effectsize) })
options(digits = 17, scipen = 0, survey.lonely.psu = "fail")
num <- function(x) ifelse(is.na(x), "NA", sprintf("%.13g", x))
out <- c("measure;organisation;wave;wave_before;scope;code;breakdown;category;item;part;weighting;estimator;ci_method;estimate;se;se_fpc;df;ci_lo;ci_hi;n;N;n_eff;statistic;p;p_adjusted")
ctx <- list()                                                                       # what all rows of the moment have in common
put <- function(measure, estimator, estimate, ci = "", item = "", part = "", w = "none", se = NA, sefpc = NA, df = NA, lo = NA, hi = NA, n = NA, neff = NA, stat = NA, p = NA, adj = NA, N = ctx$N)
  if (is.finite(estimate)) out <<- c(out, paste(c(measure, ctx$org, ctx$wave, ctx$before, ctx$scope, ctx$code, ctx$breakdown, ctx$category, item, part, w, estimator, ci, num(as.numeric(c(estimate, se, sefpc, df, lo, hi, n, N, neff, stat, p, adj)))), collapse = ";"))
read <- function(f, ...) read.csv(file.path("validation", f), sep = ";", dec = ",", colClasses = "character", check.names = FALSE, na.strings = "", fileEncoding = "UTF-8")
items <- c("1.1","1.2","1.3","2.1","2.2","2.3","2.4","2.5","2.6","3.1","3.2","3.3","3.4","4.1","4.2","4.3","4.4","5.1","5.2","5.3","5.4")
mandatory <- c("1.1", "2.1", "3.1", "4.2", "5.1"); floor <- 3
bands <- function(year, date) cut(as.integer(substr(date, 1, 4)) - as.integer(year), c(-1, 29, 39, 49, 59, 120), c("0-29", "30-39", "40-49", "50-59", "60-120"))
req <- read("rollkrav.csv")
# who answered; in an anonymous wave the background is the answer's own
wave <- function(org, code, date, linked = TRUE) {
  u <- read(paste0("enheter-", org, ".csv")); r <- read(paste0("register-", org, "-", date, ".csv")); s <- read(paste0("enkat-", org, "-", code, ".csv"))
  r <- data.frame(id = r$anstnr, unit = r$enhet, department = u$overordnad[match(r$enhet, u$kod)], operation = u$verksamhet[match(r$enhet, u$kod)], role = r$roll, gender = r$kon, age = as.character(bands(r$fodelsear, date)),
    form = r$anstallningsform, device = r$digitalt_verktyg, access = r$konto == "ja" & r$kanal == "ja" & r$digitalt_verktyg %in% c("eget", "delat"), unreach = r$utskick != "skickad", stringsAsFactors = FALSE)
  y <- sapply(items, function(i) as.numeric(s[[i]])); k <- rowSums(!is.na(y)) > 0; if (linked) k <- k & s$anstnr %in% r$id
  s <- s[k, ]; y <- y[k, ]; b <- if (linked) r[match(s$anstnr, r$id), ] else data.frame(id = "", unit = s$enhet, department = u$overordnad[match(s$enhet, u$kod)], operation = u$verksamhet[match(s$enhet, u$kod)],
    role = s$roll, gender = s$kon, age = as.character(bands(s$fodelsear, date)), form = s$anstallningsform, device = s$digitalt_verktyg, stringsAsFactors = FALSE)
  Q <- sapply(items, function(i) as.numeric(req$niva[match(paste(b$role, i), paste(req$roll, req$kompetens))]))
  V <- if (any(grepl("^vikt", names(s)))) sapply(items, function(i) as.numeric(s[[paste("vikt", i)]])) else NULL
  asked <- which(!apply(is.na(y), 2, all)); if (org == "2581") asked <- seq_along(items)   # the column is in the file
  idx <- function(cols) apply(y[, cols, drop = FALSE], 1, function(v) if (sum(!is.na(v)) >= ceiling(length(v) / 2)) mean(v, na.rm = TRUE) else NA)
  b$index <- idx(asked)
  m <- y[, mandatory]; b$F1 <- apply(m, 1, function(v) if (any(v < floor, na.rm = TRUE)) 1 else if (anyNA(v)) NA else 0)
  b$depth <- ifelse(is.na(b$F1), NA, ifelse(b$F1 == 1, rowSums(m < floor, na.rm = TRUE) / rowSums(!is.na(m)), 0))
  for (a in 1:5) b[[paste0("area", a)]] <- idx(intersect(asked, which(substr(items, 1, 1) == a)))
  list(org = org, code = code, date = date, reg = r, b = b, y = y, Q = Q, V = V, N = nrow(r), n = nrow(b))
}
near <- function(d, f) { t <- colSums(model.matrix(f, d)); t }
# designs of a wave: SRS, clusters, post-stratified by role, raked; and for the correction the same with N
designs <- function(w, raked = TRUE) {
  b <- w$b; b$one <- 1; b$d <- w$N / w$n; b$N <- w$N; b$psu <- seq_len(w$n)
  v <- c("role", "gender", "age", "device"); if (sum(b$device == "inget") < 20) v <- setdiff(v, "device")   # too few without one: the margin is dropped
  f <- reformulate(v); lv <- function(v) sort(unique(w$reg[[v]]))
  for (v in c("role", "gender", "age", "device")) { b[[v]] <- factor(b[[v]], lv(v)); w$reg[[v]] <- factor(w$reg[[v]], lv(v)) }
  pt <- as.data.frame(table(role = w$reg$role))
  mk <- function(id, fpc, weights) if (fpc) svydesign(id, weights = weights, fpc = ~N, data = b) else svydesign(id, weights = weights, data = b)
  rk <- function(d) calibrate(d, f, near(w$reg, f), calfun = "raking", epsilon = 1e-13, maxit = 500)
  l <- list(none_domain = list(mk(~1, F, ~one), mk(~1, T, ~one)), design = list(mk(~1, F, ~d), mk(~1, T, ~d)))
  if (length(unique(b$unit)) > 1) l <- c(l, list(none_cluster = list(mk(~unit, F, ~one)), design_cluster = list(mk(~unit, F, ~d))))   # R refuses one PSU, and so do we
  if (raked) l <- c(l, list(poststratified = lapply(c(F, T), function(k) postStratify(mk(~1, k, ~d), ~role, pt)), poststratified_cluster = list(postStratify(mk(~unit, F, ~d), ~role, pt)),
    raked = list(rk(mk(~1, F, ~d)), rk(mk(~1, T, ~d))), raked_cluster = list(rk(mk(~unit, F, ~d)))))
  l
}
at <- function(d, y, dom) { k <- dom & !is.na(y); subset(update(d, .y = ifelse(k, y, 0), .k = k), .k) }       # 0 outside: a calibrated subset keeps its rows
split <- function(name) { p <- strsplit(name, "_")[[1]]; list(w = p[1], s = if (length(p) > 1) paste0("_", p[2]) else "") }
active <- function(s) if (is.null(s$postStrata)) nrow(s$variables) else sum(weights(s) > 0)
means <- function(measure, item, base, y, dom, D) {
  v <- y[dom & !is.na(y)]; n <- length(v); if (n < 2) return()
  se <- sd(v) / sqrt(n); f <- sqrt(1 - n / ctx$N) * se; t <- qt(.975, n - 1)
  put(measure, base, mean(v), "t", item, se = se, sefpc = f, df = n - 1, lo = mean(v) - t * se, hi = mean(v) + t * se, n = n)
  put(measure, base, mean(v), "t_fpc", item, se = se, sefpc = f, df = n - 1, lo = mean(v) - t * f, hi = mean(v) + t * f, n = n)
  for (k in setdiff(names(D), c("design", "design_cluster"))) {
    q <- split(k); s <- at(D[[k]][[1]], y, dom); df <- degf(s); if (df < 1) next
    m <- svymean(~.y, s); se <- SE(m)[1]; fp <- if (length(D[[k]]) > 1) SE(svymean(~.y, at(D[[k]][[2]], y, dom)))[1] else NA
    wt <- weights(s); wt <- wt[wt > 0]; if (is.null(s$postStrata)) wt <- weights(s)
    ww <- weights(D[[k]][[1]])[dom & !is.na(y)]
    put(measure, paste0(base, q$s), coef(m)[1], "t", item, w = q$w, se = se, sefpc = fp, df = df, lo = coef(m)[1] - qt(.975, df) * se, hi = coef(m)[1] + qt(.975, df) * se, n = n, neff = sum(ww)^2 / sum(ww^2))
    if (!is.na(fp)) put(measure, paste0(base, q$s), coef(m)[1], "t_fpc", item, w = q$w, se = se, sefpc = fp, df = df, lo = coef(m)[1] - qt(.975, df) * fp, hi = coef(m)[1] + qt(.975, df) * fp, n = n)
  }
}
totals <- function(measure, item, y, dom, D) for (k in setdiff(names(D), c("none_domain", "none_cluster"))) {
  q <- split(k); s <- at(D[[k]][[1]], y, dom); df <- degf(s); if (df < 1) next
  m <- svytotal(~.y, s); put(measure, paste0("total", q$s), coef(m)[1], "t", item, w = q$w, se = SE(m)[1], df = df, lo = coef(m)[1] - qt(.975, df) * SE(m)[1], hi = coef(m)[1] + qt(.975, df) * SE(m)[1])
}
wilson <- function(p, n) { z <- qnorm(.975); c((p + z^2 / (2 * n) - z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n), (p + z^2 / (2 * n) + z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n)) }
shares <- function(measure, item, y, dom, D) {
  v <- y[dom & !is.na(y)]; n <- length(v); x <- sum(v); if (n < 2) return(); N <- ctx$N
  put(measure, "share", x / n, "wilson", item, se = sd(v) / sqrt(n), df = n - 1, lo = suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int[1], hi = suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int[2], n = n)
  if (n < N) { i <- wilson(x / n, n * (N - 1) / (N - n)); put(measure, "share", x / n, "wilson_fpc", item, lo = i[1], hi = i[2], n = n, neff = n * (N - 1) / (N - n)) } else put(measure, "share", x / n, "wilson_fpc", item, sefpc = 0, lo = x / n, hi = x / n, n = n)
  put(measure, "share", x / n, "clopper_pearson", item, lo = binom.test(x, n)$conf.int[1], hi = binom.test(x, n)$conf.int[2], n = n)
  for (k in setdiff(names(D), c("design", "design_cluster"))) for (j in seq_along(D[[k]])) {
    q <- split(k); s <- at(D[[k]][[j]], y, dom); df <- degf(s); if (df < 1) next
    m <- svymean(~.y, s); p <- coef(m)[[1]]; se <- SE(m)[[1]]; sf <- if (j == 2) "_fpc" else ""; ww <- weights(D[[k]][[1]])[dom & !is.na(y)]; ne <- sum(ww)^2 / sum(ww^2)
    e <- paste0("share", q$s); put(measure, e, p, paste0("t", sf), item, w = q$w, df = df, lo = p - qt(.975, df) * se, hi = p + qt(.975, df) * se, n = n)
    if (j == 1) { i <- if (x == 0 || x == n) wilson(x / n, ne) else wilson(p, ne); put(measure, e, p, "wilson_neff", item, w = q$w, lo = max(0, i[1]), hi = min(1, i[2]), n = n, neff = ne) }
    if (x == 0 || x == n || se == 0) next
    nk <- min(n, p * (1 - p) / se^2 * (qt(.025, n - 1) / qt(.025, df))^2)
    put(measure, e, p, paste0("korn_graubard", sf), item, w = q$w, df = df, lo = qbeta(.025, nk * p, nk * (1 - p) + 1), hi = qbeta(.975, nk * p + 1, nk * (1 - p)), n = n, neff = nk)
    i <- plogis(qlogis(p) + c(-1, 1) * qt(.975, df) * se / (p * (1 - p)))       # svyciprop's glm stops at eight digits, or nowhere in a small calibrated domain
    if (is.null(s$postStrata)) stopifnot(max(abs(attr(svyciprop(~.y, s, method = "logit", df = df), "ci") / i - 1)) < 1e-6); put(measure, e, p, paste0("logit", sf), item, w = q$w, df = df, lo = i[1], hi = i[2], n = n)
  }
}
# svyquantile as it is defined; survey 4.1-1 takes the second smallest value where a share lies under the first one's weight
def <- function(v, w, s) { o <- order(v); c <- cumsum(w[o]); if (s < 0 || s > 1) NaN else v[o][which(c >= s * sum(w) * (1 - 1e-12))[1]] }
quantiles <- function(y, dom, D) for (z in c(.1, .5, .9)) {
  k <- dom & !is.na(y); v <- y[k]; e <- paste0("p", 100 * z); n <- length(v); if (n < 10) next
  x <- quantile(v, z, type = 1)[[1]]; b <- mean(v <= x) + c(-1, 1) * qt(.975, n - 1) * sd(v <= x) / sqrt(n); put("F3", e, x, "woodruff", "index", df = n - 1, lo = def(v, rep(1, n), b[1]), hi = def(v, rep(1, n), b[2]), n = n, stat = sum(v <= x))
  for (m in setdiff(names(D), c("design", "design_cluster"))) {
    p <- split(m); w <- weights(D[[m]][[1]])[k]; x <- def(v, w, z); s <- at(D[[m]][[1]], as.numeric(y <= x), dom); df <- degf(s); if (df < 1) next
    h <- svymean(~.y, s); b <- coef(h)[[1]] + c(-1, 1) * qt(.975, df) * SE(h)[[1]]; lo <- def(v, w, b[1]); hi <- def(v, w, b[2]); se <- (hi - lo) / (2 * qt(.975, df)); s <- at(D[[m]][[1]], y, dom)
    r <- tryCatch(svyquantile(~.y, s, z, qrule = "math", interval.type = "mean", df = df)$.y[1:3], error = function(e) NULL); first <- w[which.min(v)] / sum(w)
    if (!is.null(r) && min(z, b) > 2 * first && max(b) <= 1) stopifnot(all.equal(as.numeric(r), c(x, lo, hi)))
    put("F3", paste0(e, p$s), x, "woodruff", "index", w = p$w, se = se, df = df, lo = lo, hi = hi, n = n)
  }
}
products <- function(item, name, a, b, dom, D) {
  k <- dom & !is.na(a) & !is.na(b); if (sum(k) < 2) return()
  for (nm in setdiff(names(D), c("design", "design_cluster"))) {
    q <- split(nm); s <- subset(update(D[[nm]][[1]], .a = ifelse(k, a, 0), .b = ifelse(k, b, 0), .k = k), .k); if (degf(s) < 1) next
    m <- svymean(~.a + .b, s); r <- svycontrast(m, quote(.a * .b)); put("MWDS", paste0(name, if (q$s == "_domain") "" else q$s), coef(r)[[1]], "t", item, w = q$w, se = SE(r)[[1]], df = degf(s), n = sum(k))
  }
}
gini <- function(x) sum(abs(outer(x, x, "-"))) / (2 * length(x)^2 * mean(x)); theil <- function(x) { r <- x / mean(x); mean(ifelse(r == 0, 0, r * log(ifelse(r == 0, 1, r)))) }
groups <- function(w) {
  g <- list(); add <- function(scope, code, breakdown, category, sel, items) g[[length(g) + 1]] <<- list(scope = scope, code = code, breakdown = breakdown, category = category, sel = sel, items = items,
    full = scope != "department" && breakdown == "" || code == "10" || category %in% c("ADM", "man", "50-59", "visstid", "inget", "Skola"))
  o <- w$org; add("organisation", o, "", "", function(d) rep(TRUE, nrow(d)), TRUE)
  if (o == "2284") {
    for (x in c("10", "20", "30", "40")) local({ x <- x; add("department", x, "", "", function(d) d$department == x, TRUE) })
    for (x in c("1001", "2003")) local({ x <- x; add("unit", x, "", "", function(d) d$unit == x, TRUE) })
    for (v in c("role", "gender", "age", "form", "device", "operation")) for (x in sort(unique(w$reg[[v]]))) local({ v <- v; x <- x; add("organisation", o, v, x, function(d) d[[v]] == x, v == "role") })
    for (x in c("ADM", "USK")) local({ x <- x; add("department", "10", "role", x, function(d) d$department == "10" & d$role == x, FALSE) })
  } else add("organisation", o, "role", "ADM", function(d) d$role == "ADM", TRUE)
  g
}
ncp <- function(t, df, p) uniroot(function(d) suppressWarnings(pt(t, df, d)) - p, c(-30, 30) + t, tol = 1e-14)$root
J <- function(df) exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
set <- function(w, g, before = "") ctx <<- list(org = w$org, wave = w$code, before = before, scope = g$scope, code = g$code, breakdown = g$breakdown, category = g$category, N = sum(g$sel(w$reg)))
some <- c("1.1", "3.4")                                                       # the rest are computed by the same lines
