#ifndef CORPUS_LINUX_GPIO_DRIVER_H
#define CORPUS_LINUX_GPIO_DRIVER_H

#include <linux/device.h>

struct gpio_chip {
	const char *label;
	struct device *parent;
	int (*request)(struct gpio_chip *gc, unsigned int offset);
	void (*free)(struct gpio_chip *gc, unsigned int offset);
	/* With a result since 6.16. */
	void (*set)();
	int (*get)(struct gpio_chip *gc, unsigned int offset);
	int (*direction_input)(struct gpio_chip *gc, unsigned int offset);
	int (*direction_output)(struct gpio_chip *gc, unsigned int offset, int value);
	int base;
	u16 ngpio;
	bool can_sleep;
};

void *gpiochip_get_data(struct gpio_chip *gc);
int gpiochip_add_data(struct gpio_chip *gc, void *data);
int devm_gpiochip_add_data(struct device *dev, struct gpio_chip *gc, void *data);

#endif
