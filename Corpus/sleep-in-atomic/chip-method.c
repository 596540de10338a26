// run: kernel-version=6.1
/*
 * The methods of an interrupt chip are called with a raw spinlock held and interrupts off.
 */

#include <linux/mutex.h>

struct irq_data;

struct irq_chip {
	int (*irq_set_type)(struct irq_data *data, unsigned int type);
};

static DEFINE_MUTEX(bus_lock);
static unsigned int bus_type_bits;

static int chip_set_type_bad(struct irq_data *data, unsigned int type)
{
	mutex_lock(&bus_lock); // expect: sleep-in-atomic confirmed
	bus_type_bits = type;
	mutex_unlock(&bus_lock);
	return 0;
}

struct irq_chip chip = {
	.irq_set_type = chip_set_type_bad,
};
