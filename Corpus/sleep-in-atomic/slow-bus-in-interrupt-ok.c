// run: kernel-version=6.1
/*
 * A sensor behind a slow bus, which is read in the handler of its interrupt; as the thread of one it may.
 */

#include <linux/interrupt.h>

struct i2c_client;

int i2c_smbus_read_byte_data(const struct i2c_client *client, unsigned char command);

struct sensor {
	struct i2c_client *client;
	int value;
	int irq;
};

static irqreturn_t sensor_interrupt_ok(int irq, void *data)
{
	struct sensor *sensor = data;

	sensor->value = i2c_smbus_read_byte_data(sensor->client, 3);
	return IRQ_HANDLED;
}

int sensor_setup(struct sensor *sensor)
{
	return request_threaded_irq(sensor->irq, NULL, sensor_interrupt_ok, IRQF_ONESHOT, "sensor", sensor);
}
