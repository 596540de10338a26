// run: kernel-version=6.1
/*
 * Threads in an array. They are stopped one after the other, under the mutex that each of them takes.
 */

#include <linux/kthread.h>
#include <linux/delay.h>
#include <linux/mutex.h>

#define LANES 4

static DEFINE_MUTEX(lane_mutex);
static struct task_struct *lanes[LANES];
static int lane_turns;

static int lane_thread(void *data)
{
	while (!kthread_should_stop()) {
		mutex_lock(&lane_mutex);
		lane_turns++;
		mutex_unlock(&lane_mutex);
		msleep(20);
	}
	return 0;
}

void lanes_start(void)
{
	int i;

	for (i = 0; i < LANES; i++)
		lanes[i] = kthread_run(lane_thread, NULL, "lane/%d", i);
}

void lanes_stop_bad(void)
{
	int i;

	mutex_lock(&lane_mutex);
	for (i = 0; i < LANES; i++)
		kthread_stop(lanes[i]); // expect: flush-under-lock confirmed
	mutex_unlock(&lane_mutex);
}

void lanes_stop_ok(void)
{
	int i;

	for (i = 0; i < LANES; i++)
		kthread_stop(lanes[i]);
	mutex_lock(&lane_mutex);
	lane_turns = 0;
	mutex_unlock(&lane_mutex);
}
