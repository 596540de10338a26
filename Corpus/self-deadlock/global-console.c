// run: kernel-version=6.1
/*
 * A global lock, taken again by the reporting function that a locked section calls on failure.
 */

#include <linux/spinlock.h>

static DEFINE_SPINLOCK(events_lock);
static int events[32];
static unsigned int next_event;

void event_record(int event)
{
	spin_lock(&events_lock);
	events[next_event++ % 32] = event;
	spin_unlock(&events_lock);
}

static void event_complain(int code)
{
	event_record(-code);
}

int event_take_bad(void)
{
	int event = 0;

	spin_lock(&events_lock);
	if (next_event)
		event = events[--next_event];
	else
		event_complain(1); // expect: self-deadlock confirmed
	spin_unlock(&events_lock);
	return event;
}

int event_take_ok(void)
{
	int event = 0;

	spin_lock(&events_lock);
	if (next_event)
		event = events[--next_event];
	spin_unlock(&events_lock);
	if (!event)
		event_complain(1);
	return event;
}
