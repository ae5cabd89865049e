// A hyper-rectangle as a formula over issues. Not for other folders.
#ifndef DETENTE_FORMAT_GENIUS_BOX_EVENT_H_
#define DETENTE_FORMAT_GENIUS_BOX_EVENT_H_

#include "format/domains/domain.h"
#include "format/genius/genius_file.h"
#include "format/genius/plan.h"
#include "format/genius/readings.h"
#include "format/genius/staircase.h"

namespace detente::genius {

// Requires: the plan's issues are those of the domain, which have their ids.
Event box_event(const Box& box, const Plan& plan, const domains::Domain& domain,
                const Reading& reading);

}  // namespace detente::genius

#endif  // DETENTE_FORMAT_GENIUS_BOX_EVENT_H_
