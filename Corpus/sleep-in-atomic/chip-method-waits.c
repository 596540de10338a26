// run: kernel-version=6.1
/*
 * Methods of an interrupt chip wait for the hardware: one by sleeping, as none of them may, although it takes no
 * lock itself, one by spinning.
 */

#include <linux/delay.h>

struct irq_data;

struct irq_chip {
	int (*irq_set_type)(struct irq_data *data, unsigned int type);
	int (*irq_set_wake)(struct irq_data *data, unsigned int on);
};

static unsigned int chip_bits;

static int chip_set_type_bad(struct irq_data *data, unsigned int type)
{
	chip_bits = type;
	msleep(1); // expect: sleep-in-atomic confirmed
	return 0;
}

static int chip_set_wake_ok(struct irq_data *data, unsigned int on)
{
	chip_bits |= on;
	udelay(20);
	return 0;
}

struct irq_chip chip = {
	.irq_set_type = chip_set_type_bad,
	.irq_set_wake = chip_set_wake_ok,
};
