// run: kernel-version=6.1
/*
 * The methods of an interrupt chip are called with interrupts off, but not as interrupts.
 */

#include <linux/spinlock.h>

struct irq_data;

struct irq_chip {
	int (*irq_set_affinity)(struct irq_data *data, int cpu);
};

static DEFINE_RAW_SPINLOCK(vector_lock);
static int vectors;

static int chip_set_affinity(struct irq_data *data, int cpu)
{
	raw_spin_lock(&vector_lock);
	vectors = cpu;
	raw_spin_unlock(&vector_lock);
	return 0;
}

struct irq_chip chip = {
	.irq_set_affinity = chip_set_affinity,
};

int vectors_count_ok(void)
{
	int count;

	raw_spin_lock(&vector_lock);
	count = vectors;
	raw_spin_unlock(&vector_lock);
	return count;
}
