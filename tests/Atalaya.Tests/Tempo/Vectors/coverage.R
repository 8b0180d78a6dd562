# Random counts and daily shares, corrected for coverage with R's own beta and binomial distributions. One case a line: window count, days, shares;
# baseline count, days, shares; ratio, bounds, one-sided p; then the bounds with 257 quantiles of each share in place of 65.
set.seed(20250206)
number <- function(v) paste(sprintf("%.17g", v), collapse = ",")
look <- function(s) {
  m <- mean(s); v <- var(s) / length(s)
  n <- min(max(if (v > 0) m * (1 - m) / v else Inf, 1), 24 * length(s))
  c(m * n + 0.5, (1 - m) * n + 0.5)
}
correct <- function(x1, t1, s1, x2, t2, s2, points) {
  q <- (seq_len(points) - 0.5) / points; l1 <- look(s1); l2 <- look(s2)
  o <- as.vector(outer(t1 * qbeta(q, l1[1], l1[2]), t2 * qbeta(q, l2[1], l2[2]), "/"))
  above <- function(r) mean(pbinom(x1 - 1, x1 + x2, o * r / (1 + o * r), lower.tail = FALSE))
  below <- function(r) mean(pbinom(x1, x1 + x2, o * r / (1 + o * r)))
  c(exp(uniroot(function(u) above(exp(u)) - 0.025, c(-40, 40), tol = 1e-13)$root), exp(uniroot(function(u) below(exp(u)) - 0.025, c(-40, 40), tol = 1e-13)$root), above(1))
}
for (case in 1:15) {
  n1 <- sample(3:20, 1); n2 <- sample(30:200, 1)
  s1 <- round(pmin(rbeta(n1, 2, 4), 1), 4); s2 <- round(pmin(rbeta(n2, 1.5, 5), 1), 4)
  x1 <- rpois(1, 6) + 1; x2 <- rpois(1, 15) + 1
  a <- correct(x1, n1, s1, x2, n2, s2, 65); b <- correct(x1, n1, s1, x2, n2, s2, 257)
  cat(paste(c(x1, n1, number(s1), x2, n2, number(s2), number(x1 / (n1 * mean(s1)) / (x2 / (n2 * mean(s2)))), number(a), number(b[1:2])), collapse = "\t"), "\n", sep = "")
}
