// run: kernel-version=6.1
/*
 * A method of an attribute takes the attribute away, or the device with all of them, and so waits until
 * nobody is in such a method any more: itself. There is a function for that, and a way to say that nobody
 * need wait.
 */

#include <linux/container_of.h>
#include <linux/device.h>

struct unit {
	struct device dev;
};

static ssize_t drop_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	device_remove_file(dev, attr); // expect: self-deadlock confirmed
	return count;
}
static DEVICE_ATTR_WO(drop);

static ssize_t leave_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	struct unit *unit = container_of(dev, struct unit, dev);

	device_unregister(&unit->dev); // expect: self-deadlock confirmed
	return count;
}
static DEVICE_ATTR_WO(leave);

static ssize_t once_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	if (device_remove_file_self(dev, attr))
		return count;
	return 0;
}
static DEVICE_ATTR_WO(once);

static ssize_t delete_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	struct kernfs_node *kn = sysfs_break_active_protection(&dev->kobj, &attr->attr);

	device_remove_file(dev, attr);
	device_unregister(dev);
	sysfs_unbreak_active_protection(kn);
	return count;
}
static DEVICE_ATTR_WO(delete);

/* Another one's child. */
static ssize_t child_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	device_unregister(dev_get_drvdata(dev));
	return count;
}
static DEVICE_ATTR_WO(child);

void unit_add(struct unit *unit)
{
	device_create_file(&unit->dev, &dev_attr_drop);
	device_create_file(&unit->dev, &dev_attr_leave);
	device_create_file(&unit->dev, &dev_attr_once);
	device_create_file(&unit->dev, &dev_attr_delete);
	device_create_file(&unit->dev, &dev_attr_child);
}
