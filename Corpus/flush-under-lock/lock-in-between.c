// run: kernel-version=6.1
/*
 * The work item asks for a lock that the task which waits for it does not hold. Task 1 waits for the item with
 * the state's mutex held, the item waits for the list's mutex, and task 3 has that and waits for the state's.
 */

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

struct board {
	struct mutex state_lock;
	struct mutex list_lock;
	struct work_struct sync;
	int synced;
	int state;
};

static void board_sync(struct work_struct *work)
{
	struct board *board = container_of(work, struct board, sync);

	mutex_lock(&board->list_lock);
	board->synced++;
	mutex_unlock(&board->list_lock);
}

void board_start(struct board *board)
{
	mutex_init(&board->state_lock);
	mutex_init(&board->list_lock);
	INIT_WORK(&board->sync, board_sync);
}

void board_stop_bad(struct board *board)
{
	mutex_lock(&board->state_lock);
	flush_work(&board->sync); // expect: flush-under-lock confirmed
	mutex_unlock(&board->state_lock);
}

void board_stop_ok(struct board *board)
{
	flush_work(&board->sync);
	mutex_lock(&board->state_lock);
	board->state = 0;
	mutex_unlock(&board->state_lock);
}

void board_set(struct board *board, int state)
{
	mutex_lock(&board->list_lock);
	mutex_lock(&board->state_lock);
	board->state = state;
	mutex_unlock(&board->state_lock);
	mutex_unlock(&board->list_lock);
}
