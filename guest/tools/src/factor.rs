//! `factor [NUMBER]...`: the prime factors of numbers, given or read from standard input.
//!
//! Numbers have at most 38 digits.

use crate::filter::{Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, quote};
use bashwit_kernel::{Context, ExitStatus};

const FACTOR: Synopsis = Synopsis::gnu(
    "factor",
    &["[NUMBER]..."],
    "Print the prime factors of each specified integer NUMBER.  If none\n\
     are specified on the command line, read them from standard input.",
    &[],
);

/// Primes up to here are tried one by one.
const SMALL: u64 = 1 << 10;
/// Steps of a search between two turns of others.
const STEPS: u32 = 1 << 14;
/// Bits of the largest number.
const BITS: u32 = 127;

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Stop> {
    let mut parsed = FACTOR.parse(args);
    while parsed.next_option()?.is_some() {}
    Ok(parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect())
}

async fn run(context: &Context, numbers: Vec<Vec<u8>>) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = if numbers.is_empty() {
        from_stdin(&mut filter).await
    } else {
        let mut result = Ok(());
        for number in &numbers {
            result = one(&mut filter, number).await;
            if result.is_err() {
                break;
            }
        }
        result
    };
    filter.finish(result).await
}

async fn from_stdin(filter: &mut Filter<'_>) -> Result<(), Broken> {
    let mut input = Input::stdin(filter.context);
    while let Some(line) = filter.record(&mut input, b'\n').await {
        let line = line.to_vec();
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | 0);
        for number in line.split(blank).filter(|word| !word.is_empty()) {
            one(filter, number).await?;
        }
    }
    Ok(())
}

async fn one(filter: &mut Filter<'_>, text: &[u8]) -> Result<(), Broken> {
    let digits = text.trim_ascii_start();
    let digits = digits.strip_prefix(b"+").unwrap_or(digits);
    let valid = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    if !valid {
        filter.fail([&*quote(text), b" is not a valid positive integer"].concat()).await;
        return Ok(());
    }
    let number = digits.iter().try_fold(0u128, |number, digit| {
        number.checked_mul(10)?.checked_add(u128::from(digit - b'0')).filter(|number| number >> BITS == 0)
    });
    let Some(number) = number else {
        filter.fail([&*quote(text), b" is too large"].concat()).await;
        return Ok(());
    };
    let mut line = format!("{number}:");
    for factor in factors(filter.context, number).await {
        line.push_str(&format!(" {factor}"));
    }
    line.push('\n');
    filter.output.push(line.as_bytes());
    filter.flush_if_full().await
}

/// The prime factors, smallest first.
async fn factors(context: &Context, number: u128) -> Vec<u128> {
    let mut found = Vec::new();
    let mut rest = number;
    if rest < 2 {
        return found;
    }
    for small in 2..u128::from(SMALL) {
        while rest.is_multiple_of(small) {
            found.push(small);
            rest /= small;
        }
    }
    let mut open = vec![rest];
    while let Some(number) = open.pop() {
        if number < 2 {
            continue;
        }
        if is_prime(number) {
            found.push(number);
            continue;
        }
        let divisor = divisor(context, number).await;
        open.extend([divisor, number / divisor]);
    }
    found.sort_unstable();
    found
}

/// `a * b % modulus`, for numbers below a modulus of at most 127 bits.
fn multiply(a: u128, b: u128, modulus: u128) -> u128 {
    if modulus <= 1 << 64 {
        return a * b % modulus;
    }
    let (mut a, mut b, mut product) = (a, b, 0u128);
    while b > 0 {
        if b & 1 == 1 {
            product = (product + a) % modulus;
        }
        a = (a << 1) % modulus;
        b >>= 1;
    }
    product
}

fn power(base: u128, exponent: u128, modulus: u128) -> u128 {
    let (mut base, mut exponent, mut result) = (base % modulus, exponent, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, base, modulus);
        }
        base = multiply(base, base, modulus);
        exponent >>= 1;
    }
    result
}

/// Miller and Rabin's test; with these bases it is right for all numbers below 3.3e24, and for
/// larger ones nobody knows one that it is wrong for.
fn is_prime(number: u128) -> bool {
    const BASES: [u128; 16] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
    if BASES.contains(&number) {
        return true;
    }
    if number < 2 || BASES.iter().any(|&base| number.is_multiple_of(base)) {
        return false;
    }
    let twos = (number - 1).trailing_zeros();
    BASES.iter().all(|&base| {
        let mut value = power(base, (number - 1) >> twos, number);
        if value == 1 || value == number - 1 {
            return true;
        }
        (1..twos).any(|_| {
            value = multiply(value, value, number);
            value == number - 1
        })
    })
}

/// A divisor of a number that is not prime, by Pollard's rho method in Brent's form.
async fn divisor(context: &Context, number: u128) -> u128 {
    let mut steps = 0u32;
    for seed in 1.. {
        let next = |value: u128| (multiply(value, value, number) + seed) % number;
        let (mut slow, mut fast) = (2, 2);
        let mut product = 1;
        loop {
            let (slow_before, fast_before) = (slow, fast);
            for _ in 0..64 {
                slow = next(slow);
                fast = next(next(fast));
                product = multiply(product, slow.abs_diff(fast), number);
            }
            steps += 64;
            if steps >= STEPS {
                steps = 0;
                context.kernel.yield_now().await;
            }
            match gcd(product, number) {
                1 => continue,
                found if found < number => return found,
                _ => {}
            }
            // Several factors came together: the same steps one by one.
            (slow, fast) = (slow_before, fast_before);
            let found = loop {
                slow = next(slow);
                fast = next(next(fast));
                let found = gcd(slow.abs_diff(fast), number);
                if found > 1 {
                    break found;
                }
            };
            if found < number {
                return found;
            }
            break;
        }
    }
    number
}

fn gcd(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn factors() {
        check(&[
            ("factor 0 1 2 12 97", "", "0:\n1:\n2: 2\n12: 2 2 3\n97: 97\n"),
            ("factor", "1024 15\n +7", "1024: 2 2 2 2 2 2 2 2 2 2\n15: 3 5\n7: 7\n"),
            ("factor 18446744073709551615", "", "18446744073709551615: 3 5 17 257 641 65537 6700417\n"),
            ("factor 18446744073709551617", "", "18446744073709551617: 274177 67280421310721\n"),
            ("factor 1018081 1000036000099", "", "1018081: 1009 1009\n1000036000099: 1000003 1000033\n"),
            (
                "factor 170141183460469231731687303715884105727",
                "",
                "170141183460469231731687303715884105727: 170141183460469231731687303715884105727\n",
            ),
        ]);
        check_errors(&[("factor x", 1, "factor: ‘x’ is not a valid positive integer\n")]);
    }
}
