# Measures of one wave's answers (method 2.1-2.5, 2.7-2.10, 3.6, 3.8). Sourced by vectors.R.
sized <- function(w, row) sum(inside(w$p, row))
of_group <- function(w, row, y) y[inside(w$r$b, row)]
below_floor <- function(w, item) ifelse(is.na(w$r$y[, item]), NA, as.numeric(w$r$y[, item] < w$set$floor))
required <- function(w, item) num(w$req$niva[match(paste(w$r$b$role, item), paste(w$req$roll, w$req$kompetens))])
gap <- function(w, item) required(w, item) - w$r$y[, item]

measure$F1 <- function(w, row) share(of_group(w, row, w$r$F1), sized(w, row))
measure$F1C <- function(w, row) share(of_group(w, row, below_floor(w, row$column)), sized(w, row))
measure$LEVEL <- function(w, row) average(of_group(w, row, if (row$column == "index") w$r$index else w$r$y[, row$column]), sized(w, row))
measure$DIST <- function(w, row) {
  y <- w$r$y[, row$item]; q <- required(w, row$item); k <- inside(w$r$b, row) & !is.na(y); z <- w$set$floor
  hit <- switch(row$column, floor = y < z, between = y >= z & !is.na(q) & y < q, required = y >= z & (is.na(q) | y >= q), y == as.numeric(row$column))
  fraction(sum(hit[k]), sum(k))
}
measure$BELOW <- function(w, row) { g <- of_group(w, row, gap(w, row$column)); share(ifelse(is.na(g), NA, as.numeric(g > 0)), sized(w, row)) }
measure$GAP <- function(w, row) average(of_group(w, row, gap(w, row$column)), sized(w, row))
measure$RDS <- function(w, row) { g <- of_group(w, row, gap(w, row$column)); g <- g[!is.na(g)]; number(if (length(g)) 100 * (mean(g < 0) - mean(g > 0)) else NA, length(g)) }
measure$MWDS <- function(w, row) {
  g <- of_group(w, row, gap(w, row$column)); q <- of_group(w, row, if (is.null(w$r$importance)) required(w, row$column) else w$r$importance[, row$column])
  k <- !is.na(g) & !is.na(q); number(if (any(k)) mean(g[k]) * mean(q[k]) else NA, sum(k))
}
measure$F2 <- function(w, row) {
  z <- w$set$floor; x <- w$r$lowest; a <- c(fgt1 = 1, fgt2 = 2)[row$column]
  average(of_group(w, row, if (row$column == "all") w$r$depth else ifelse(x < z, ((z - x) / z)^a, 0)), NA, fpc = FALSE)
}
measure$F3 <- function(w, row) {
  y <- of_group(w, row, w$r$index); y <- y[!is.na(y)]; n <- length(y); x <- quantile(y, .1, type = 1)[[1]]
  b <- mean(y <= x) + c(-1, 1) * qt(.975, n - 1) * sd(y <= x) / sqrt(n); at <- function(s) if (s < 0 || s > 1) NA else sort(y)[max(1, ceiling(n * s - 1e-9))]
  i <- c(at(b[1]), at(b[2])); if (anyNA(i)) return(number(x, n)); list(n = n, value = x, method = "woodruff", lower = i[1], upper = i[2])
}
measure$F1B <- function(w, row) {
  x <- sum(w$r$F1, na.rm = TRUE); n <- sum(!is.na(w$r$F1)); N <- nrow(w$p); U <- sum(w$p$channel == "nej" & !w$p$id %in% w$r$b$id)
  number(switch(row$column, silent_low = x / N, silent_high = (x + N - n) / N, unreachable_low = x / n * (N - U) / N, unreachable_high = (x / n * (N - U) + U) / N), n)
}
# a group against all others; the family of a flag is the division that the group is one of
division <- function(w, row) if (row$breakdown == "") { d <- unique(w$p$department[w$p$department != ""]); lapply(d, function(x) w$r$b$department == x) } else lapply(unique(w$r$b[[row$breakdown]]), function(x) !w$r$b$secret & w$r$b[[row$breakdown]] == x)
rest_test <- function(y, k) { m <- svyglm(y ~ g, svydesign(~1, weights = ~1, data = data.frame(y = y, g = as.numeric(k))[!is.na(y), ])); e <- coef(m)[[2]] / SE(m)[[2]]; 2 * pt(-abs(e), sum(!is.na(y)) - 1) }
disparity <- function(w, row) {
  y <- w$r$F1; enough <- function(k) sum(!is.na(y[k])) >= w$set$threshold && sum(!is.na(y[!k])) >= w$set$threshold
  family <- Filter(enough, division(w, row)); adjusted <- p.adjust(sapply(family, function(k) rest_test(y, k)), "BH"); k <- inside(w$r$b, row)
  q <- against_rest(ifelse(is.na(y), 0, y)[!is.na(y)], k[!is.na(y)]); p <- adjusted[sapply(family, function(f) all(f == k))]
  list(ratio = q, flag = if (length(p) && p < .05 && (q < 0.8 || q > 1.25)) sign(q - 1) else 0, n = sum(!is.na(y[k])))
}
measure$F6 <- function(w, row) {
  y <- w$r$F1; k <- inside(w$r$b, row); if (row$column == "flag") { d <- disparity(w, row); return(number(d$flag, d$n)) }
  f <- katz(sum(y[k], na.rm = TRUE), sum(!is.na(y[k])), sum(y[!k], na.rm = TRUE), sum(!is.na(y[!k]))); f$n <- sum(!is.na(y[k])); f
}
measure$V3 <- function(w, row) {
  p <- w$p; p$a <- p$id %in% w$r$b$id; v <- c("role", "gender", "age", "form", "device"); some <- switch(row$column, without_device = v[1:4], department = , operation = row$column, v)
  some <- Filter(function(x) length(unique(p[[x]])) > 1, some); rho <- fitted(glm(reformulate(some, "a"), binomial, p, control = glm.control(epsilon = 1e-15, maxit = 100)))
  partial <- function(x) if (length(unique(p[[x]])) < 2) 0 else { k <- table(p[[x]]); sqrt(sum(k / nrow(p) * (tapply(rho, p[[x]], mean) - mean(rho))^2)) }
  number(switch(row$column, all = , without_device = 1 - 2 * sd(rho), cv = sd(rho) / mean(rho), partial(row$column)), nrow(w$r$b))
}
yes_share <- function(code) function(w, row) share(of_group(w, row, w$r$item(code)), sized(w, row))
measure$A3 <- yes_share("A3"); measure$D2 <- yes_share("D2"); measure$E4 <- yes_share("E4")
measure$V5 <- function(w, row) { x <- of_group(w, row, w$r$b$way); x <- x[x != ""]; share(as.numeric(x == c(own_device = "egen", shared_device = "delad", kiosk = "kiosk", paper = "papper", helped = "hjalp")[row$column]), sized(w, row)) }
indices <- function(codes, parts) function(w, row) {
  item <- function(c) of_group(w, row, 25 * (w$r$item(c) - 1)); if (row$column %in% codes) return(average(item(row$column), sized(w, row)))
  y <- lapply(parts[[row$column]], item); number(mean(sapply(y, mean, na.rm = TRUE)), min(sapply(y, function(v) sum(!is.na(v)))))
}
hme <- paste0("HME.", 1:9); d1 <- paste0("D1.", 1:3)
measure$D1 <- indices(d1, list(all = d1))
measure$HME <- indices(hme, list(motivation = hme[1:3], ledarskap = hme[4:6], styrning = hme[7:9], all = hme))
leader <- function(w) Filter(w$r$has, paste0("L2.", 1:9))
measure$L2 <- function(w, row) indices(leader(w), list(all = leader(w)))(w, row)
measure$L4 <- function(w, row) {
  x <- rowMeans(sapply(leader(w), function(c) 25 * (w$r$item(c) - 1)), na.rm = TRUE); b <- w$r$b; m <- manager(b); k <- inside(b, row) & !is.nan(x)
  u <- Filter(function(u) any(k & b$unit == u & m) && any(k & b$unit == u & !m), unique(b$unit[b$unit != ""])); d <- sapply(u, function(u) mean(x[k & b$unit == u & m]) - mean(x[k & b$unit == u & !m]))
  f <- average(d, NA, fpc = FALSE); f$n <- sum(k & b$unit %in% u); f
}
measure$T3 <- function(w, row) { a <- Filter(function(a) a$id == row$column, w$set$targetAreas)[[1]]; average(of_group(w, row, half(w$r$y[, unlist(a$competences), drop = FALSE])), sized(w, row)) }
measure$X1 <- function(w, row) {
  by <- if (row$breakdown == "") "department" else "operation"; groups <- unique(w$p[[by]][w$p[[by]] != ""]); me <- if (by == "department") row$code else row$category
  a <- switch(row$column, access = access(w$p), reach = trained(w), voice = w$p$id %in% w$r$b$id, NULL)
  one <- function(x) if (row$column == "floor") { r <- row; r[[if (by == "department") "code" else "category"]] <- x; f <- disparity(w, r); list(out = f$flag > 0 && f$n >= 30, far = f$ratio) } else {
    k <- w$p[[by]] == x; q <- against_rest(a, k); list(out = q < 0.8 - 1e-12 && sum(k & !a) >= 5 && sum(k) >= 30, far = -q) }
  f <- lapply(groups, one); out <- which(sapply(f, `[[`, "out")); worst <- if (length(out)) groups[out[which.max(sapply(f[out], `[[`, "far"))]] else ""
  number(as.numeric(me == worst), sum(inside(w$r$b, row)))
}
