// run: kernel-version=6.1
/*
 * A network card that reports events through a queue, read by one work item.
 *
 * Task 1, bringing the link down, holds the card's rwsem for writing and waits for the event that
 * says the link is off. Task 2, the item, comes to an earlier event, a change of speed, for which it
 * wants the rwsem for reading. The event that task 1 waits for is the next in the queue, and the
 * item is not run a second time while it is still running.
 */

#include <linux/interrupt.h>
#include <linux/rwsem.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define LINK_CHANGING 0

enum event_type {
	EVENT_LINK,
	EVENT_SPEED,
	EVENT_TYPES,
};

struct event {
	enum event_type type;
	u32 value;
};

struct card {
	struct rw_semaphore state_lock;
	unsigned long flags;
	u32 speed;
	struct work_struct event_work;
};

typedef void (*event_fn)(struct card *card, const struct event *event);

bool hw_next_event(struct card *card, struct event *event);
void hw_link_down(struct card *card);
u32 hw_speed(u32 value);

static void event_link(struct card *card, const struct event *event)
{
	clear_bit(LINK_CHANGING, &card->flags);
	smp_mb__after_atomic();
	wake_up_bit(&card->flags, LINK_CHANGING);
}

static void event_speed(struct card *card, const struct event *event)
{
	down_read(&card->state_lock);
	WRITE_ONCE(card->speed, hw_speed(event->value));
	up_read(&card->state_lock);
}

static const event_fn event_table[EVENT_TYPES] = {
	[EVENT_LINK] = event_link,
	[EVENT_SPEED] = event_speed,
};

static void card_events(struct work_struct *work)
{
	struct card *card = container_of(work, struct card, event_work);
	struct event event;

	while (hw_next_event(card, &event))
		event_table[event.type](card, &event);
}

static irqreturn_t card_interrupt(int irq, void *data)
{
	struct card *card = data;

	schedule_work(&card->event_work);
	return IRQ_HANDLED;
}

int card_stop_bad(struct card *card)
{
	down_write(&card->state_lock);
	set_bit(LINK_CHANGING, &card->flags);
	hw_link_down(card);
	wait_on_bit(&card->flags, LINK_CHANGING, TASK_UNINTERRUPTIBLE); // expect: serialized-completion confirmed
	card->speed = 0;
	up_write(&card->state_lock);
	return 0;
}

int card_init(struct card *card, unsigned int irq)
{
	init_rwsem(&card->state_lock);
	INIT_WORK(&card->event_work, card_events);
	return request_irq(irq, card_interrupt, IRQF_SHARED, "card", card);
}
