// Writing a file so that it is there whole or not at all.
#ifndef DETENTE_APPS_CLI_WRITE_FILE_H_
#define DETENTE_APPS_CLI_WRITE_FILE_H_

#include <string>
#include <string_view>

#include "base/error.h"

namespace detente::cli {

// All of the text, and onto the disk. An error number, or 0.
int write_all(int file, std::string_view text);

tl::unexpected<Errors> cannot_write(const std::string& path, std::string why,
                                    std::string hint = {});
// Written beside its place, then moved there. Without `force` a file that is there is left alone:
// an error.
Result<bool> write_file(const std::string& path, const std::string& text, bool force);

}  // namespace detente::cli

#endif  // DETENTE_APPS_CLI_WRITE_FILE_H_
