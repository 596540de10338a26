// run: kernel-version=6.12
/*
 * A guard that lasts to the end of the function, and so over the flush in its last line.
 */

#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct dock {
	struct mutex lock;
	struct work_struct event;
	int docked;
};

static void dock_event(struct work_struct *work)
{
	struct dock *dock = container_of(work, struct dock, event);

	guard(mutex)(&dock->lock);
	dock->docked = !dock->docked;
}

void dock_init(struct dock *dock)
{
	INIT_WORK(&dock->event, dock_event);
}

void dock_remove_bad(struct dock *dock)
{
	guard(mutex)(&dock->lock);
	dock->docked = 0;
	flush_work(&dock->event); // expect: flush-under-lock confirmed
}

void dock_remove_ok(struct dock *dock)
{
	scoped_guard(mutex, &dock->lock)
		dock->docked = 0;
	flush_work(&dock->event);
}
