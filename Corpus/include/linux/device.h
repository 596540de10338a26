#ifndef CORPUS_LINUX_DEVICE_H
#define CORPUS_LINUX_DEVICE_H

#include <linux/slab.h>
#include <linux/err.h>
#include <linux/stat.h>
#include <linux/pm.h>
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

struct device_driver {
	const char *name;
	struct module *owner;
	const struct dev_pm_ops *pm;
	const struct attribute_group **groups;
	const struct attribute_group **dev_groups;
};

struct kernfs_node;
struct module;

struct bin_attribute;

#define __ATTR(_name, _mode, _show, _store) \
	{ .attr = { #_name, _mode }, .show = _show, .store = _store }
#define DEVICE_ATTR(_name, _mode, _show, _store) \
	struct device_attribute dev_attr_##_name = __ATTR(_name, _mode, _show, _store)
#define DEVICE_ATTR_RO(_name) \
	struct device_attribute dev_attr_##_name = {.attr = {#_name, 0444}, .show = _name##_show}
#define DEVICE_ATTR_RW(_name)                                     \
	struct device_attribute dev_attr_##_name = {              \
		.attr = {#_name, 0644}, .show = _name##_show, .store = _name##_store}
#define ATTRIBUTE_GROUPS(_name)                                                              \
	static const struct attribute_group _name##_group = { .attrs = _name##_attrs };      \
	static const struct attribute_group *_name##_groups[] = { &_name##_group, NULL }

#define DEVICE_ATTR_WO(_name) \
	struct device_attribute dev_attr_##_name = {.attr = {#_name, 0200}, .store = _name##_store}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

int device_create_file(struct device *dev, const struct device_attribute *attr);
void device_remove_file(struct device *dev, const struct device_attribute *attr);
bool device_remove_file_self(struct device *dev, const struct device_attribute *attr);
void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp);
__printf(2, 3) int sysfs_emit(char *buf, const char *fmt, ...);
int dev_err(const struct device *dev, const char *fmt, ...);
int dev_warn(const struct device *dev, const char *fmt, ...);
int dev_info(const struct device *dev, const char *fmt, ...);
int dev_dbg(const struct device *dev, const char *fmt, ...);
int device_register(struct device *dev);
void device_unregister(struct device *dev);
struct kernfs_node *sysfs_break_active_protection(struct kobject *kobj,
						  const struct attribute *attr);
void sysfs_unbreak_active_protection(struct kernfs_node *kn);
int sysfs_create_group(struct kobject *kobj, const struct attribute_group *grp);
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *grp);

#endif
