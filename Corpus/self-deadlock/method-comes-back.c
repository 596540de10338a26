// run: kernel-version=6.1
/*
 * A core that calls a driver's method with its lock held, and a driver whose method calls a service of
 * the core that takes it: four functions and a pointer in between.
 */

#include <linux/mutex.h>

struct sensor;

struct sensor_ops {
	int (*set_rate)(struct sensor *sensor, int rate);
};

struct sensor {
	struct mutex lock;
	const struct sensor_ops *ops;
	int rate;
	int enabled;
};

void sensor_disable(struct sensor *sensor)
{
	mutex_lock(&sensor->lock);
	sensor->enabled = 0;
	mutex_unlock(&sensor->lock);
}

static int chip_reset(struct sensor *sensor)
{
	sensor_disable(sensor);
	return 0;
}

static int chip_set_rate(struct sensor *sensor, int rate)
{
	if (rate > 1000)
		return -EINVAL;
	return chip_reset(sensor);
}

static const struct sensor_ops chip_ops = {
	.set_rate = chip_set_rate,
};

void chip_probe(struct sensor *sensor)
{
	sensor->ops = &chip_ops;
}

int sensor_set_rate_bad(struct sensor *sensor, int rate)
{
	int err;

	mutex_lock(&sensor->lock);
	err = sensor->ops->set_rate(sensor, rate); // expect: self-deadlock confirmed
	if (!err)
		sensor->rate = rate;
	mutex_unlock(&sensor->lock);
	return err;
}
