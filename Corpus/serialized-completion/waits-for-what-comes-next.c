// run: kernel-version=5.4
/*
 * Items of one ordered queue: an event tears a port down, and waits until the item that it has queued for that has
 * signalled. It stands in front of that item. That there is a port at all is no question of who asks. A port that is
 * taken apart in place has been by then.
 */

#include <linux/completion.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct harbour {
	struct workqueue_struct *queue;
};

struct pier {
	struct harbour *harbour;
	struct work_struct destruct;
	struct completion gone;
	int ships;
};

struct signal_post {
	struct work_struct event;
	struct pier *pier;
};

static void pier_destruct(struct work_struct *work)
{
	struct pier *pier = container_of(work, struct pier, destruct);

	pier->ships = 0;
	complete(&pier->gone);
}

static void pier_unregister(struct pier *pier)
{
	queue_work(pier->harbour->queue, &pier->destruct);
}

static void post_lost_bad(struct work_struct *work)
{
	struct signal_post *post = container_of(work, struct signal_post, event);
	struct pier *pier = post->pier;

	if (!pier)
		return;
	pier_unregister(pier);
	wait_for_completion(&pier->gone); // expect: serialized-completion confirmed
	post->pier = NULL;
}

int harbour_open(struct harbour *harbour, struct pier *pier, struct signal_post *post)
{
	harbour->queue = alloc_ordered_workqueue("harbour", 0);
	if (!harbour->queue)
		return -ENOMEM;
	pier->harbour = harbour;
	init_completion(&pier->gone);
	INIT_WORK(&pier->destruct, pier_destruct);
	INIT_WORK(&post->event, post_lost_bad);
	queue_work(harbour->queue, &post->event);
	return 0;
}

struct quay {
	struct completion gone;
	int ships;
};

struct beacon {
	struct work_struct event;
	struct quay *quay;
};

static void quay_destruct(struct quay *quay)
{
	quay->ships = 0;
	complete(&quay->gone);
}

static void beacon_lost_ok(struct work_struct *work)
{
	struct beacon *beacon = container_of(work, struct beacon, event);
	struct quay *quay = beacon->quay;

	if (!quay)
		return;
	quay_destruct(quay);
	wait_for_completion(&quay->gone);
	beacon->quay = NULL;
}

void beacon_light(struct workqueue_struct *queue, struct beacon *beacon)
{
	init_completion(&beacon->quay->gone);
	INIT_WORK(&beacon->event, beacon_lost_ok);
	queue_work(queue, &beacon->event);
}
