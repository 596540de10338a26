#ifndef CORPUS_LINUX_I2C_H
#define CORPUS_LINUX_I2C_H

#include <linux/device.h>
#include <linux/module.h>

struct i2c_adapter;
struct i2c_device_id;

struct i2c_client {
	unsigned short addr;
	struct i2c_adapter *adapter;
	struct device dev;
	int irq;
};

struct i2c_driver {
	/* With the identity until 6.2, remove with a result until 6.0. */
	int (*probe)();
	void (*remove)();
	struct device_driver driver;
	const struct i2c_device_id *id_table;
};

int i2c_register_driver(struct module *owner, struct i2c_driver *drv);
void i2c_del_driver(struct i2c_driver *drv);
#define i2c_add_driver(drv) i2c_register_driver(THIS_MODULE, drv)
#define module_i2c_driver(drv) \
	module_driver_of(drv, i2c_add_driver, i2c_del_driver)
s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command, u8 value);

static inline void *i2c_get_clientdata(const struct i2c_client *client)
{
	return dev_get_drvdata(&client->dev);
}

static inline void i2c_set_clientdata(struct i2c_client *client, void *data)
{
	dev_set_drvdata(&client->dev, data);
}

#endif
