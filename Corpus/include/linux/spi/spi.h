#ifndef CORPUS_LINUX_SPI_SPI_H
#define CORPUS_LINUX_SPI_SPI_H

#include <linux/device.h>
#include <linux/module.h>

struct spi_device {
	struct device dev;
	int irq;
};

struct spi_driver {
	int (*probe)(struct spi_device *spi);
	/* With a result until 5.17. */
	void (*remove)();
	struct device_driver driver;
};

int spi_register_driver(struct spi_driver *drv);
void spi_unregister_driver(struct spi_driver *drv);
#define module_spi_driver(drv) \
	module_driver_of(drv, spi_register_driver, spi_unregister_driver)

static inline void *spi_get_drvdata(const struct spi_device *spi)
{
	return dev_get_drvdata(&spi->dev);
}

static inline void spi_set_drvdata(struct spi_device *spi, void *data)
{
	dev_set_drvdata(&spi->dev, data);
}

#endif
