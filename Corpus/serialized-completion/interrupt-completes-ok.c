// run: kernel-version=6.1
/*
 * A controller whose worker takes the lock, and whose interrupt completes.
 *
 * Task 1 holds the mutex and waits for its command; the interrupt itself signals that, before it
 * queues the item for the rest. The item waits for the mutex meanwhile, and nobody waits for it.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct controller {
	struct mutex lock;
	struct completion command_done;
	struct work_struct statistics_work;
	u32 __iomem *status;
	u64 commands;
};

void hw_start_command(struct controller *c, u32 command);

static void controller_statistics(struct work_struct *work)
{
	struct controller *c = container_of(work, struct controller, statistics_work);

	mutex_lock(&c->lock);
	c->commands++;
	mutex_unlock(&c->lock);
}

static irqreturn_t controller_interrupt(int irq, void *data)
{
	struct controller *c = data;

	if (!READ_ONCE(*c->status))
		return IRQ_NONE;
	complete(&c->command_done);
	schedule_work(&c->statistics_work);
	return IRQ_HANDLED;
}

void controller_command_ok(struct controller *c, u32 command)
{
	mutex_lock(&c->lock);
	reinit_completion(&c->command_done);
	hw_start_command(c, command);
	wait_for_completion(&c->command_done);
	mutex_unlock(&c->lock);
}

int controller_init_ok(struct controller *c, unsigned int irq)
{
	mutex_init(&c->lock);
	init_completion(&c->command_done);
	INIT_WORK(&c->statistics_work, controller_statistics);
	return request_irq(irq, controller_interrupt, 0, "controller", c);
}
