// run: kernel-version=6.1
/*
 * A layer that calls its driver's method under a spinlock; one of the two drivers sends a command and
 * sleeps until it has been answered.
 */

#include <linux/mutex.h>
#include <linux/spinlock.h>

struct led;

struct led_ops {
	void (*set)(struct led *led, int value);
};

struct led {
	spinlock_t lock;
	struct mutex bus;
	const struct led_ops *ops;
	int value;
};

static void gpio_set(struct led *led, int value)
{
	led->value = value;
}

static void i2c_set(struct led *led, int value)
{
	mutex_lock(&led->bus);
	led->value = value;
	mutex_unlock(&led->bus);
}

static const struct led_ops gpio_ops = { .set = gpio_set };
static const struct led_ops i2c_ops = { .set = i2c_set };

void led_register(struct led *led, bool remote)
{
	led->ops = remote ? &i2c_ops : &gpio_ops;
}

void led_blink_bad(struct led *led)
{
	spin_lock(&led->lock);
	led->ops->set(led, !led->value); // expect: sleep-in-atomic confirmed
	spin_unlock(&led->lock);
}
