// run: kernel-version=6.1
/*
 * To remove a device removes its links, each of which is a device too. Links have no links: the function
 * that asks for the lock of all links turns them away at its beginning.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct class {
	const char *name;
};

struct device {
	struct class *class;
	struct device *link;
	int links;
};

static struct class link_class = { .name = "link" };
static DEFINE_MUTEX(links_lock);

static void device_purge(struct device *device)
{
	if (device->class == &link_class)
		return;
	mutex_lock(&links_lock);
	device->links = 0;
	mutex_unlock(&links_lock);
}

static void device_remove(struct device *device)
{
	device_purge(device);
}

void link_remove_ok(struct device *device)
{
	mutex_lock(&links_lock);
	device_remove(device->link);
	mutex_unlock(&links_lock);
}
