#include <iostream>

#include "base/version.h"

int main() { std::cout << detente::version() << '\n'; }
