// run: kernel-version=5.4
/*
 * Readers of an SRCU domain may sleep, and these take the mutex under which somebody waits for them.
 */

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/srcu.h>

struct bus;

struct listener {
	struct list_head list;
	int (*notify)(struct bus *bus, int event);
};

struct bus {
	struct mutex lock;
	struct srcu_struct readers;
	int events;
};

int bus_notify(struct bus *bus, int event)
{
	int index = srcu_read_lock(&bus->readers);

	mutex_lock(&bus->lock);
	bus->events += event;
	mutex_unlock(&bus->lock);
	srcu_read_unlock(&bus->readers, index);
	return 0;
}

void bus_remove_bad(struct bus *bus, struct listener *listener)
{
	mutex_lock(&bus->lock);
	list_del(&listener->list);
	synchronize_srcu(&bus->readers); // expect: wait-under-lock confirmed
	mutex_unlock(&bus->lock);
	kfree(listener);
}

void bus_remove_ok(struct bus *bus, struct listener *listener)
{
	mutex_lock(&bus->lock);
	list_del(&listener->list);
	mutex_unlock(&bus->lock);
	synchronize_srcu(&bus->readers);
	kfree(listener);
}
