// run: kernel-version=6.1
/*
 * Links between ports are devices themselves: made, in memory that is all zero, under the lock of all links, and
 * registered there. Registering a device gives it attributes, and takes them away again if something fails. The
 * method of one of them asks for the lock of all links, so who takes that attribute away must not have it.
 *
 * Of a link it has just made nobody has opened it. Of a port that is known to others somebody may have.
 */

#include <linux/device.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct port {
	struct device dev;
	int number;
};

struct link {
	struct device dev;
	struct port *from;
	struct port *to;
};

static DEFINE_MUTEX(links_lock);
static int links;

static ssize_t waiting_store(struct device *dev, struct device_attribute *attr, const char *buf,
			     size_t count)
{
	mutex_lock(&links_lock);
	links++;
	mutex_unlock(&links_lock);
	return count;
}
static DEVICE_ATTR_WO(waiting);

static int add_files(struct device *dev)
{
	int err = device_create_file(dev, &dev_attr_waiting);

	if (err)
		return err;
	if (links > 8) {
		device_remove_file(dev, &dev_attr_waiting);
		return -EBUSY;
	}
	return 0;
}

int link_ports_ok(struct port *from, struct port *to)
{
	struct link *link;
	int err = -ENOMEM;

	mutex_lock(&links_lock);
	link = kzalloc(sizeof(*link), GFP_KERNEL);
	if (link) {
		link->from = from;
		link->to = to;
		err = add_files(&link->dev);
	}
	mutex_unlock(&links_lock);
	return err;
}

int show_port_bad(struct port *port)
{
	int err;

	mutex_lock(&links_lock);
	err = add_files(&port->dev); // expect: flush-under-lock confirmed
	mutex_unlock(&links_lock);
	return err;
}
