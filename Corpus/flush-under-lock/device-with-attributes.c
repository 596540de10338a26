// run: kernel-version=6.1
/*
 * A device takes its attributes with it, and waits until nobody is in a method of one. One that is taken away
 * under the mutex that a store method asks for waits for ever; the other's methods ask for nothing, and
 * a method that says it must not be waited for may take its own device away.
 */

#include <linux/device.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(ports_lock);

struct port {
	struct device dev;
	int speed;
};

struct lamp {
	struct device dev;
	int level;
};

struct slot {
	struct device dev;
};

static ssize_t speed_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	struct port *port = container_of(dev, struct port, dev);

	mutex_lock(&ports_lock);
	port->speed = buf[0];
	mutex_unlock(&ports_lock);
	return count;
}
static DEVICE_ATTR_WO(speed);

static struct attribute *port_attrs[] = {&dev_attr_speed.attr, NULL};
static const struct attribute_group port_group = {.attrs = port_attrs};
static const struct attribute_group *port_groups[] = {&port_group, NULL};

static ssize_t level_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	container_of(dev, struct lamp, dev)->level = buf[0];
	return count;
}
static DEVICE_ATTR_WO(level);

static struct attribute *lamp_attrs[] = {&dev_attr_level.attr, NULL};
static const struct attribute_group lamp_group = {.attrs = lamp_attrs};
static const struct attribute_group *lamp_groups[] = {&lamp_group, NULL};

static void slot_remove(struct slot *slot)
{
	mutex_lock(&ports_lock);
	device_unregister(&slot->dev);
	mutex_unlock(&ports_lock);
}

static ssize_t eject_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	struct kernfs_node *kn = sysfs_break_active_protection(&dev->kobj, &attr->attr);

	slot_remove(container_of(dev, struct slot, dev));
	sysfs_unbreak_active_protection(kn);
	return count;
}
static DEVICE_ATTR_WO(eject);

int port_add(struct port *port)
{
	port->dev.groups = port_groups;
	return device_register(&port->dev);
}

int lamp_add(struct lamp *lamp)
{
	lamp->dev.groups = lamp_groups;
	return device_register(&lamp->dev);
}

int slot_add(struct slot *slot)
{
	return device_register(&slot->dev) ?: device_create_file(&slot->dev, &dev_attr_eject);
}

void port_remove_bad(struct port *port)
{
	mutex_lock(&ports_lock);
	device_unregister(&port->dev); // expect: flush-under-lock confirmed
	mutex_unlock(&ports_lock);
}

void lamp_remove_ok(struct lamp *lamp)
{
	mutex_lock(&ports_lock);
	device_unregister(&lamp->dev);
	mutex_unlock(&ports_lock);
}
