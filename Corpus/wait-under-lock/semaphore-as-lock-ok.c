// run: kernel-version=6.1
/*
 * Commands take turns by a semaphore, and give it back when they are done. While a device works by events nobody may poll,
 * so the one that changes the mode keeps the semaphore, and gives it back when it changes the mode again. Who waits for it
 * with the mutex held waits for a command.
 */

#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>

struct device {
	struct mutex lock;
	struct rw_semaphore mode_lock;
	struct semaphore polling;
	int by_events;
	int command;
};

static void poll_ok(struct device *device, int command)
{
	down(&device->polling);
	device->command = command;
	up(&device->polling);
}

void reset_ok(struct device *device)
{
	mutex_lock(&device->lock);
	poll_ok(device, 1);
	mutex_unlock(&device->lock);
}

void query_ok(struct device *device)
{
	poll_ok(device, 2);
}

void use_events_ok(struct device *device)
{
	mutex_lock(&device->lock);
	device->by_events = 1;
	down(&device->polling);
	mutex_unlock(&device->lock);
}

void use_polling_ok(struct device *device)
{
	mutex_lock(&device->lock);
	device->by_events = 0;
	up(&device->polling);
	mutex_unlock(&device->lock);
}
