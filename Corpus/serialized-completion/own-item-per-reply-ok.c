// run: kernel-version=6.1
/*
 * The network card with an item of its own for each event that may block.
 *
 * The reader of the queue only hands over: what waits for the rwsem waits in its own item, on a queue
 * whose items run at the same time, and the event that task 1 waits for is reached.
 */

#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define LINK_CHANGING 0

struct event {
	bool is_link;
	u32 value;
};

struct card {
	struct rw_semaphore state_lock;
	unsigned long flags;
	u32 speed;
	struct work_struct event_work;
};

struct event_item {
	struct work_struct work;
	struct card *card;
	struct event event;
};

bool hw_next_event(struct card *card, struct event *event);
void hw_link_down(struct card *card);

static void event_speed(struct work_struct *work)
{
	struct event_item *item = container_of(work, struct event_item, work);

	down_read(&item->card->state_lock);
	WRITE_ONCE(item->card->speed, item->event.value);
	up_read(&item->card->state_lock);
	kfree(item);
}

static void card_events(struct work_struct *work)
{
	struct card *card = container_of(work, struct card, event_work);
	struct event event;

	while (hw_next_event(card, &event)) {
		struct event_item *item;

		if (event.is_link) {
			clear_and_wake_up_bit(LINK_CHANGING, &card->flags);
			continue;
		}
		item = kmalloc(sizeof(*item), GFP_KERNEL);
		if (!item)
			continue;
		INIT_WORK(&item->work, event_speed);
		item->card = card;
		item->event = event;
		schedule_work(&item->work);
	}
}

void card_stop_ok(struct card *card)
{
	down_write(&card->state_lock);
	set_bit(LINK_CHANGING, &card->flags);
	hw_link_down(card);
	wait_on_bit(&card->flags, LINK_CHANGING, TASK_UNINTERRUPTIBLE);
	card->speed = 0;
	up_write(&card->state_lock);
}

void card_init_ok(struct card *card)
{
	init_rwsem(&card->state_lock);
	INIT_WORK(&card->event_work, card_events);
}
