// Whole numbers and fractions of any size, from Boost.
#ifndef DETENTE_ANALYSIS_BARGAINING_WIDE_NUMBERS_H_
#define DETENTE_ANALYSIS_BARGAINING_WIDE_NUMBERS_H_

#include <boost/multiprecision/cpp_int.hpp>

// GCC 12 takes the unused part of a small number for uninitialised, wherever one is inlined.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace detente {

using WideInteger = boost::multiprecision::cpp_int;
using WideFraction = boost::multiprecision::cpp_rational;

}  // namespace detente

#endif  // DETENTE_ANALYSIS_BARGAINING_WIDE_NUMBERS_H_
