// run: kernel-version=6.1
/*
 * A network card whose reset runs as a work item, under the big lock. Who takes the card down cancels the item,
 * but for one who has said by a bit that he is resetting it: then the item is not there, or waits for that bit.
 *
 * Setting the ring sets the bit first. Closing does not, and meets an item that waits for the lock. Testing the
 * link gives the bit back before it takes the card down.
 */

#include <linux/bitops.h>
#include <linux/delay.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

enum card_bit { CARD_UP, CARD_RESETTING, CARD_DOWN };

struct card {
	struct work_struct reset_task;
	unsigned long flags;
	int ring;
};

static DEFINE_MUTEX(big_lock);

static void card_halt(struct card *card)
{
	set_bit(CARD_DOWN, &card->flags);
	if (!test_bit(CARD_RESETTING, &card->flags))
		cancel_work_sync(&card->reset_task);
}

static void card_down(struct card *card)
{
	card->ring = 0;
	msleep(10);
	card_halt(card);
}

static void card_reset_task(struct work_struct *work)
{
	struct card *card = container_of(work, struct card, reset_task);

	mutex_lock(&big_lock);
	card->ring = 1;
	mutex_unlock(&big_lock);
}

static void card_allow(struct card *card)
{
	clear_bit(CARD_RESETTING, &card->flags);
}

void card_start(struct card *card)
{
	INIT_WORK(&card->reset_task, card_reset_task);
	schedule_work(&card->reset_task);
}

void card_set_ring_ok(struct card *card)
{
	mutex_lock(&big_lock);
	while (test_and_set_bit(CARD_RESETTING, &card->flags))
		msleep(1);
	card_down(card);
	clear_bit(CARD_RESETTING, &card->flags);
	mutex_unlock(&big_lock);
}

void card_close_bad(struct card *card)
{
	mutex_lock(&big_lock);
	card_down(card); // expect: flush-under-lock confirmed
	mutex_unlock(&big_lock);
}

void card_test_link_bad(struct card *card)
{
	mutex_lock(&big_lock);
	set_bit(CARD_RESETTING, &card->flags);
	card->ring = 2;
	card_allow(card);
	card_down(card); // expect: flush-under-lock confirmed
	mutex_unlock(&big_lock);
}

/* Another bit of the word says nothing. */
void card_raise_bad(struct card *card)
{
	mutex_lock(&big_lock);
	set_bit(CARD_UP, &card->flags);
	card_down(card); // expect: flush-under-lock confirmed
	mutex_unlock(&big_lock);
}
