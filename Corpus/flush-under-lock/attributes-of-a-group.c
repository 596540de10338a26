// run: kernel-version=6.1
/*
 * Attributes are taken away under the mutex that the store method of one of them takes: who takes them away
 * waits until nobody is in such a method. A method may take its own attribute away by the function that is
 * there for it.
 */

#include <linux/device.h>
#include <linux/mutex.h>

struct sensor {
	struct device *dev;
	struct mutex lock;
	int limit;
};

static ssize_t limit_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	struct sensor *sensor = dev_get_drvdata(dev);

	mutex_lock(&sensor->lock);
	sensor->limit = buf[0];
	mutex_unlock(&sensor->lock);
	return count;
}
static DEVICE_ATTR_WO(limit);

static ssize_t label_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	return count;
}
static DEVICE_ATTR_WO(label);

static ssize_t delete_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	struct sensor *sensor = dev_get_drvdata(dev);

	mutex_lock(&sensor->lock);
	device_remove_file_self(dev, attr);
	mutex_unlock(&sensor->lock);
	return count;
}
static DEVICE_ATTR_WO(delete);

static struct attribute *sensor_attrs[] = {
	&dev_attr_label.attr,
	&dev_attr_limit.attr,
	NULL,
};
static const struct attribute_group sensor_group = {.attrs = sensor_attrs};

int sensor_add(struct sensor *sensor)
{
	mutex_init(&sensor->lock);
	device_create_file(sensor->dev, &dev_attr_delete);
	return sysfs_create_group(&sensor->dev->kobj, &sensor_group);
}

void sensor_remove_bad(struct sensor *sensor)
{
	mutex_lock(&sensor->lock);
	sensor->limit = 0;
	sysfs_remove_group(&sensor->dev->kobj, &sensor_group); // expect: flush-under-lock confirmed
	mutex_unlock(&sensor->lock);
}

void sensor_remove_label_ok(struct sensor *sensor)
{
	mutex_lock(&sensor->lock);
	device_remove_file(sensor->dev, &dev_attr_label);
	mutex_unlock(&sensor->lock);
}

void sensor_remove_ok(struct sensor *sensor)
{
	sysfs_remove_group(&sensor->dev->kobj, &sensor_group);
	mutex_lock(&sensor->lock);
	sensor->limit = 0;
	mutex_unlock(&sensor->lock);
}
