// SHA-256 of a text, in hexadecimal: tells whether two files are the same bytes.
//
// Source: FIPS 180-4.
// Checked by: sha256_test.cc, against the examples published with the standard.
#ifndef DETENTE_BASE_SHA256_H_
#define DETENTE_BASE_SHA256_H_

#include <string>
#include <string_view>

namespace detente {

std::string sha256(std::string_view bytes);

}  // namespace detente

#endif  // DETENTE_BASE_SHA256_H_
