// run: kernel-version=6.1
/*
 * Devices that stand for links between devices. When a device goes its links go, with the lock of all links held,
 * and each link takes its own device along, which has no links itself.
 */

#include <linux/list.h>
#include <linux/mutex.h>

struct device {
	struct list_head node;
	struct link *links;
	int registered;
};

struct link {
	struct device device;
	struct link *next;
	int users;
};

static DEFINE_MUTEX(links_mutex);

void device_unregister(struct device *device);

static void link_release(struct link *link)
{
	link->users = 0;
	device_unregister(&link->device);
}

static void link_put(struct link *link)
{
	link_release(link);
}

static void links_purge(struct device *device)
{
	struct link *link;

	mutex_lock(&links_mutex);
	for (link = device->links; link; link = link->next)
		link_put(link);
	mutex_unlock(&links_mutex);
}

static void device_del(struct device *device)
{
	links_purge(device);
	device->registered = 0;
}

void device_unregister(struct device *device)
{
	device_del(device);
}
