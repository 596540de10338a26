// run: kernel-version=6.1
/*
 * A controller that waits for its hardware with msleep, called from the interrupt handler; the thread
 * of the same interrupt may.
 */

#include <linux/delay.h>
#include <linux/interrupt.h>

struct controller {
	volatile u32 *status;
	int resets;
};

static void controller_reset(struct controller *ctl)
{
	int tries = 5;

	*ctl->status = 1;
	while ((*ctl->status & 1) && tries--)
		msleep(10);
	ctl->resets++;
}

static irqreturn_t controller_irq_bad(int irq, void *data)
{
	struct controller *ctl = data;

	if (*ctl->status & 0x80)
		controller_reset(ctl); // expect: sleep-in-atomic confirmed
	return IRQ_HANDLED;
}

static irqreturn_t controller_quick_ok(int irq, void *data)
{
	return IRQ_WAKE_THREAD;
}

static irqreturn_t controller_thread_ok(int irq, void *data)
{
	controller_reset(data);
	return IRQ_HANDLED;
}

int controller_start(struct controller *ctl, unsigned int irq, bool threaded)
{
	if (threaded)
		return request_threaded_irq(irq, controller_quick_ok, controller_thread_ok,
					    IRQF_ONESHOT, "controller", ctl);
	return request_irq(irq, controller_irq_bad, 0, "controller", ctl);
}
