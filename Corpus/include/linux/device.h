#ifndef CORPUS_LINUX_DEVICE_H
#define CORPUS_LINUX_DEVICE_H

#include <linux/types.h>

struct kobject {
	const char *name;
};

struct attribute {
	const char *name;
	unsigned short mode;
};

struct attribute_group {
	const char *name;
	struct attribute **attrs;
};

struct device {
	struct kobject kobj;
	struct device *parent;
	const struct attribute_group **groups;
	void (*release)(struct device *dev);
	void *driver_data;
};

struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *dev, struct device_attribute *attr, char *buf);
	ssize_t (*store)(struct device *dev, struct device_attribute *attr, const char *buf,
			 size_t count);
};

struct kernfs_node;

#define DEVICE_ATTR_WO(_name) \
	struct device_attribute dev_attr_##_name = {.attr = {#_name, 0200}, .store = _name##_store}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

int device_create_file(struct device *dev, const struct device_attribute *attr);
void device_remove_file(struct device *dev, const struct device_attribute *attr);
bool device_remove_file_self(struct device *dev, const struct device_attribute *attr);
int device_register(struct device *dev);
void device_unregister(struct device *dev);
struct kernfs_node *sysfs_break_active_protection(struct kobject *kobj,
						  const struct attribute *attr);
void sysfs_unbreak_active_protection(struct kernfs_node *kn);
int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp);
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp);

#endif
