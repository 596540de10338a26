// run: kernel-version=6.1
/*
 * The sensor hub, whose watchdog gives up after a while; and an item that waits for an interrupt.
 *
 * On the ordered queue the answer cannot come while the item waits, but the wait ends, the item
 * returns, and the queue goes on. What the other item waits for does not come through the queue.
 */

#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/workqueue.h>

struct hub {
	struct workqueue_struct *wq;
	struct work_struct reset_work;
	struct work_struct answer_work;
	struct work_struct power_work;
	struct completion answered;
	struct completion powered;
	u32 answer;
};

int hw_send(struct hub *hub, u32 command);
u32 hw_answer(struct hub *hub);

static void hub_answer(struct work_struct *work)
{
	struct hub *hub = container_of(work, struct hub, answer_work);

	hub->answer = hw_answer(hub);
	complete(&hub->answered);
}

static void hub_reset(struct work_struct *work)
{
	struct hub *hub = container_of(work, struct hub, reset_work);

	if (hw_send(hub, 0xff))
		return;
	if (!wait_for_completion_timeout(&hub->answered, HZ))
		pr_err("no answer\n");
}

static void hub_power(struct work_struct *work)
{
	struct hub *hub = container_of(work, struct hub, power_work);

	if (!hw_send(hub, 0x80))
		wait_for_completion(&hub->powered);
}

static irqreturn_t hub_interrupt(int irq, void *data)
{
	struct hub *hub = data;

	complete(&hub->powered);
	queue_work(hub->wq, &hub->answer_work);
	return IRQ_HANDLED;
}

void hub_reset_ok(struct hub *hub)
{
	queue_work(hub->wq, &hub->power_work);
	queue_work(hub->wq, &hub->reset_work);
}

int hub_init_ok(struct hub *hub, unsigned int irq)
{
	init_completion(&hub->answered);
	init_completion(&hub->powered);
	INIT_WORK(&hub->answer_work, hub_answer);
	INIT_WORK(&hub->reset_work, hub_reset);
	INIT_WORK(&hub->power_work, hub_power);
	hub->wq = alloc_ordered_workqueue("hub", 0);
	if (!hub->wq)
		return -ENOMEM;
	return request_irq(irq, hub_interrupt, 0, "hub", hub);
}
