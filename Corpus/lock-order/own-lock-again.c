// run: kernel-version=6.1
/*
 * Where a task asks for a lock that it has, it waits for itself. That it has taken another one meanwhile says
 * nothing of the order of the two: the first was there before.
 */

#include <linux/mutex.h>

static DEFINE_MUTEX(events);
static DEFINE_MUTEX(types);

static int pending;

static void run_pending(void)
{
	if (!pending)
		return;
	mutex_lock(&events);
	pending = 0;
	mutex_unlock(&events);
}

void add_type_bad(void)
{
	mutex_lock(&events);
	mutex_lock(&types);
	run_pending(); // expect: self-deadlock confirmed
	mutex_unlock(&types);
	mutex_unlock(&events);
}

void list_types_ok(void)
{
	mutex_lock(&events);
	mutex_lock(&types);
	mutex_unlock(&types);
	mutex_unlock(&events);
}
